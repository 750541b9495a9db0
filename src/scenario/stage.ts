/** What a scenario is played on: the program, both platforms, a clock, and the hours between two steps. */
import type { Platform } from '../domain/vocabulary.ts';
import type { FaultKind } from '../sandbox/double.ts';
import { runUntil } from '../sandbox/run-until.ts';
import type { School } from '../storage/schools.ts';
import { slotHoursOf } from '../usecases/duties/plan-reminders.ts';
import type { FixedClock } from './fixed-clock.ts';
import { type Instance, type InstanceParts, startInstance } from './instance.ts';
import type { Doubles } from './start-doubles.ts';

export interface PlannedFault {
  readonly platform: Platform;
  readonly kind: FaultKind;
  readonly from: Date;
  readonly until: Date | undefined;
}

export interface StageParts {
  readonly clock: FixedClock;
  readonly doubles: Doubles;
  readonly instanceParts: InstanceParts;
  readonly first: Instance;
  readonly school: School;
}

export class Stage {
  readonly clock: FixedClock;
  readonly doubles: Doubles;
  readonly #parts: StageParts;
  #instances: Instance[];
  #planned: PlannedFault[] = [];
  /** Of the last callback; `deliver_again` repeats it. */
  lastVia: Platform = 'wecom';
  /** Contacts by the label the scenario gave them. */
  readonly labels = new Map<string, readonly string[]>();

  constructor(parts: StageParts) {
    this.#parts = parts;
    this.clock = parts.clock;
    this.doubles = parts.doubles;
    this.#instances = [parts.first];
    this.#pointCallbacks();
  }

  get schoolId(): string {
    return this.#parts.school.id;
  }

  /** The instance that answers the next callback. */
  get instance(): Instance {
    return this.#instances[0] ?? this.#parts.first;
  }

  get storage(): Instance['program']['storage'] {
    return this.instance.program.storage;
  }

  get rounds(): Instance['program']['rounds'] {
    return this.instance.program.rounds;
  }

  get schemeVersions(): Instance['program']['planning']['schemeVersions'] {
    return this.instance.program.planning.schemeVersions;
  }

  get newId(): () => string {
    return this.#parts.instanceParts.newId;
  }

  /** Runs every job at its time, and begins every planned fault at its own. */
  async moveTo(at: Date): Promise<void> {
    const due = this.#planned.filter(({ from }) => from <= at).sort((a, b) => +a.from - +b.from);
    this.#planned = this.#planned.filter(({ from }) => from > at);
    for (const fault of due) {
      await this.#runUntil(fault.from);
      this.#begin(fault);
    }
    await this.#runUntil(at);
  }

  /** What the program does by itself at this moment. */
  async settle(): Promise<void> {
    for (const { program } of this.#instances) await program.repliesSent();
    await this.#tick();
  }

  /** With several instances the platform's next callback meets another one. */
  takeTurns(): void {
    const [first, ...others] = this.#instances;
    if (first === undefined || others.length === 0) return;
    this.#instances = [...others, first];
    this.#pointCallbacks();
  }

  planFault(fault: PlannedFault): void {
    if (fault.from > this.clock.now()) this.#planned.push(fault);
    else this.#begin(fault);
  }

  clearFault(platform: Platform): void {
    this.#planned = this.#planned.filter((fault) => fault.platform !== platform);
    this.doubles[platform].setFault(undefined);
  }

  async rebuild(end: 'kill' | 'close'): Promise<void> {
    const ended = this.#instances;
    for (const instance of ended) await instance[end]();
    this.#instances = [];
    for (const _ of ended) this.#instances.push(await startInstance(this.#parts.instanceParts));
    this.#pointCallbacks();
  }

  async addInstance(): Promise<void> {
    this.#instances.push(await startInstance(this.#parts.instanceParts));
  }

  async close(): Promise<void> {
    await this.doubles.wecom.close();
    await this.doubles.dingtalk.close();
    for (const instance of this.#instances) await instance.close();
  }

  async #runUntil(at: Date): Promise<void> {
    const { program } = this.instance;
    await runUntil(
      {
        now: () => this.clock.now(),
        setTo: (to) => this.clock.setTo(to),
        tick: () => this.#tick(),
        nextDueAt: () => this.storage.outbox.nextDueAt(),
        slotHours: await slotHoursOf(program.planning),
      },
      at,
    );
  }

  async #tick(): Promise<void> {
    await Promise.all(this.#instances.map(({ program }) => program.tick()));
  }

  #begin({ platform, kind, until }: PlannedFault): void {
    this.doubles[platform].setFault(until === undefined ? { kind } : { kind, until });
  }

  #pointCallbacks(): void {
    const { address } = this.instance;
    this.doubles.wecom.setCallbackUrl(`${address}/callbacks/wecom/main`);
    this.doubles.dingtalk.setCallbackUrl(`${address}/callbacks/dingtalk/main`);
  }
}
