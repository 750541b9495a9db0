/** Plays one scenario from its first step to its last, on a database of its own. */
import { readConfig } from '../config.ts';
import { dayOf, instantOf } from '../domain/day.ts';
import { withDoubles } from '../sandbox/sandbox-accounts.ts';
import { checkStep } from './check-step.ts';
import { Conversation, type Utterance } from './conversation.ts';
import { emptyDatabase } from './empty-database.ts';
import { describeOutcome } from './expectations/outcome.ts';
import { createFixedClock } from './fixed-clock.ts';
import { startInstance } from './instance.ts';
import type { Outcome } from './outcome.ts';
import { perform } from './perform.ts';
import type { Scenario, ScenarioStep } from './scenario-schema.ts';
import { seedSchool } from './seed-school.ts';
import { createSeededIds } from './seeded-ids.ts';
import { Stage } from './stage.ts';
import { startDoubles } from './start-doubles.ts';
import { readMoment, readWallTime } from './wall-time.ts';

export interface Failure {
  /** The step's wall time. */
  readonly at: string;
  /** Number of the step and what it does: `step 3, chat`. */
  readonly step: string;
  readonly expected: string;
  readonly found: string;
}

export interface Played {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
  /** Refusals and questions that nobody expected or forbade: a hint when something later fails. */
  readonly remarks: readonly string[];
  readonly conversation: readonly Utterance[];
}

/** Seals the invented words of a scenario; worth nothing anywhere else. */
const appKey = Buffer.alloc(32, 'scenario');

export async function playScenario(scenario: Scenario, databaseUrl: string): Promise<Played> {
  const stage = await openStage(scenario, databaseUrl);
  try {
    return await playSteps(stage, scenario);
  } finally {
    await stage.close();
  }
}

async function openStage(scenario: Scenario, databaseUrl: string): Promise<Stage> {
  const clock = createFixedClock(beginning(scenario));
  const newId = createSeededIds();
  const read = readConfig({});
  if ('faults' in read) throw new Error('the default configuration is at fault');
  const doubles = await startDoubles(scenario, { clock, newId });
  const { wecom, dingtalk } = doubles;
  const config = withDoubles(read.config, { wecom: wecom.baseUrl, dingtalk: dingtalk.baseUrl });
  const instanceParts = { config, databaseUrl, appKey, clock, newId };
  const first = await startInstance(instanceParts);
  try {
    await emptyDatabase(first.database);
    const school = await seedSchool({ storage: first.program.storage, newId }, scenario, clock.now());
    return new Stage({ clock, doubles, instanceParts, first, school });
  } catch (error) {
    await Promise.all([wecom.close(), dingtalk.close(), first.close()]);
    throw error;
  }
}

/** The first step's day begins it all, or an earlier moment that an expectation looks back to. */
function beginning({ steps }: Scenario): Date {
  const first = instantOf(dayOf(firstStepOf(steps)), 0);
  const looksBack = steps
    .flatMap(({ expect }) => expect?.sent ?? [])
    .flatMap(({ since }) => (since === undefined ? [] : [readMoment(since, 'first')]));
  return new Date(Math.min(+first, ...looksBack.map(Number)));
}

function firstStepOf(steps: readonly ScenarioStep[]): Date {
  const [first] = steps;
  if (first === undefined) throw new RangeError('a scenario has at least one step');
  return readWallTime(first.at);
}

async function playSteps(stage: Stage, scenario: Scenario): Promise<Played> {
  const { name, steps } = scenario;
  const conversation = new Conversation(scenario);
  const failures: Failure[] = [];
  const remarks: string[] = [];
  const firstStepAt = firstStepOf(steps);
  let passed = 0;
  for (const [index, step] of steps.entries()) {
    const title = `step ${index + 1}, ${actionOf(step)}`;
    await stage.moveTo(readWallTime(step.at));
    const outcome = await perform(stage, step);
    await stage.settle();
    conversation.follow(stage, step);
    if (isUnexpected(step, outcome)) remarks.push(`${step.at} ${title}: ${describeOutcome(outcome)}`);
    const findings =
      step.expect === undefined ? [] : await checkStep(stage, step.expect, { outcome, firstStepAt });
    for (const { expected, found, holds } of findings) {
      if (holds) passed += 1;
      else failures.push({ at: step.at, step: title, expected, found });
    }
  }
  return { name, passed, failed: failures.length, failures, remarks, conversation: conversation.utterances };
}

function actionOf(step: ScenarioStep): string {
  return Object.keys(step).find((key) => key !== 'at' && key !== 'expect') ?? 'look';
}

function isUnexpected({ expect }: ScenarioStep, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.accepted) return false;
  const { accepted, refused, asks, state, reply } = expect ?? {};
  return [accepted, refused, asks, state, reply].every((expected) => expected === undefined);
}
