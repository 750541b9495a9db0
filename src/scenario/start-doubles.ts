/** Both platforms on loopback, with everybody of the scenario on their phones. */
import type { Clock } from '../domain/clock.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { createDingtalkDouble } from '../sandbox/dingtalk-double.ts';
import type { DoublePerson, PlatformDouble } from '../sandbox/double.ts';
import { dingtalkAccount, wecomAccount } from '../sandbox/sandbox-accounts.ts';
import { createWecomDouble } from '../sandbox/wecom-double.ts';
import type { Scenario } from './scenario-schema.ts';
import { userIdOf } from './user-id.ts';

export type Doubles = Readonly<Record<Platform, PlatformDouble>>;

/** Real time: longer than the program lets a commit take. */
const answerTimeoutMs = 20_000;
/** Stands for "longer than anybody waits"; told apart from the waits between redeliveries, which take no time here. */
const slowMs = 3_600_001;
const slowAnswerMs = 5_000;

export async function startDoubles(
  scenario: Scenario,
  { clock, newId }: { clock: Clock; newId: () => string },
): Promise<Doubles> {
  const wait = (ms: number): Promise<void> =>
    ms === slowMs ? new Promise((resolve) => setTimeout(resolve, slowAnswerMs).unref()) : Promise.resolve();
  const deps = { clock, newId, answerTimeoutMs, wait };
  const doubles = {
    wecom: await createWecomDouble(deps, wecomAccount),
    dingtalk: await createDingtalkDouble(deps, dingtalkAccount, { slowMs }),
  };
  const everybody = peopleOf(scenario);
  doubles.wecom.setPeople(everybody);
  doubles.dingtalk.setPeople(everybody);
  return doubles;
}

function peopleOf({ people: { staff, students } }: Scenario): DoublePerson[] {
  const person = (id: string, name: string, kind: DoublePerson['kind']): DoublePerson => ({
    userId: userIdOf(id),
    name,
    kind,
    subscribed: true,
  });
  return [
    ...staff.map(({ id, name }) => person(id, name, 'staff')),
    ...students.map(({ id, name }) => person(id, name, 'student')),
    ...students.flatMap(({ guardians }) => guardians.map(({ id, name }) => person(id, name, 'guardian'))),
  ];
}
