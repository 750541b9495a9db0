/** Everybody a scenario names must stand under `people`: a slip in an id would make every expectation about it hold. */
import type { PlaceFault } from './read-scenario.ts';
import type { Scenario, ScenarioStep } from './scenario-schema.ts';
import { userIdOf } from './user-id.ts';

type Named = readonly [path: readonly PropertyKey[], id: string];

export function checkReferences(scenario: Scenario): PlaceFault[] {
  const { staff, students } = scenario.people;
  const guardians = students.flatMap((student) => student.guardians);
  const all = [...staff, ...students, ...guardians].map(({ id }) => id);
  const known = new Set(all);
  const missing = [...namedInPairings(scenario), ...scenario.steps.flatMap(namedInStep)]
    .filter(([, id]) => !known.has(id))
    .map(([path, id]) => ({ path, fault: `nobody under people has the id ${id}` }));
  return [...twice(all), ...missing, ...withoutStudent(scenario)];
}

/** The platforms ignore case in ids: two people must differ in more. */
function twice(ids: readonly string[]): PlaceFault[] {
  const seen = new Map<string, string>();
  return ids.flatMap((id) => {
    const folded = userIdOf(id).toLowerCase();
    const other = seen.get(folded);
    seen.set(folded, id);
    // A guardian of two children stands under both.
    return other === undefined || other === id
      ? []
      : [{ path: ['people'], fault: `the ids ${other} and ${id} differ in case only` }];
  });
}

function withoutStudent({ pairings }: Scenario): PlaceFault[] {
  return pairings.flatMap((pairing, index) =>
    pairing.student === undefined && pairing.students === undefined
      ? [{ path: ['pairings', index], fault: 'a pairing needs a student' }]
      : [],
  );
}

function namedInPairings({ pairings }: Scenario): Named[] {
  return pairings.flatMap((pairing, index) => [
    [['pairings', index, 'mentor'], pairing.mentor] as const,
    ...(pairing.student ?? []).map((id): Named => [['pairings', index, 'student'], id]),
    ...(pairing.students ?? []).map((id): Named => [['pairings', index, 'students'], id]),
  ]);
}

function namedInStep(step: ScenarioStep, index: number): Named[] {
  const at = (...path: PropertyKey[]) => ['steps', index, ...path];
  const some = (path: readonly PropertyKey[], ids: readonly (string | undefined)[]): Named[] =>
    ids.flatMap((id): Named[] => (id === undefined ? [] : [[path, id]]));
  const { chat, press, contact, flag, unflag, leave, pairing } = step;
  return [
    ...some(at('chat', 'from'), [chat?.from]),
    ...some(at('press', 'by'), [press?.by]),
    ...some(at('enter', 'by'), [step.enter?.by]),
    ...some(at('menu', 'by'), [step.menu?.by]),
    ...some(at('page', 'by'), [step.page?.by]),
    ...some(at('page', 'untick'), step.page?.untick ?? []),
    ...some(at('contact', 'by'), [contact?.by]),
    ...some(at('contact', 'student'), contact?.student ?? []),
    ...some(at('contact', 'students'), contact?.students ?? []),
    ...some(at('bulk', 'by'), [step.bulk?.by]),
    ...some(at('bulk', 'except'), step.bulk?.except ?? []),
    ...(['student_report', 'reflection', 'essay'] as const).flatMap((key) =>
      some(at(key), [step[key]?.by, step[key]?.student]),
    ),
    ...some(at('meeting', 'convener'), [step.meeting?.convener]),
    ...some(at('meeting', 'treated'), step.meeting?.treated ?? []),
    ...some(at('meeting', 'attendance'), Object.keys(step.meeting?.attendance ?? {})),
    ...some(at('meeting', 'speech_by'), step.meeting?.speech_by ?? []),
    ...some(at('score'), [step.score?.by, step.score?.mentor]),
    ...[flag, unflag].flatMap((written, second) => {
      const key = second === 0 ? 'flag' : 'unflag';
      return [
        ...some(at(key, 'student'), [written?.student]),
        ...some(at(key, 'by'), [written?.by]),
        ...some(at(key, 'responsible_leader'), [written?.responsible_leader]),
      ];
    }),
    ...some(at('leave', 'who'), leave?.who ?? []),
    ...some(at('pairing', 'mentor'), [pairing?.mentor]),
    ...some(at('pairing', 'student'), [pairing?.student]),
    ...some(at('pairing', 'by'), [pairing?.by]),
    ...some(at('questionnaire'), [
      step.questionnaire?.by,
      step.questionnaire?.about,
      step.questionnaire?.student,
    ]),
    ...some(at('import', 'by'), [step.import?.by]),
    ...some(at('depart', 'who'), [step.depart?.who]),
    ...some(at('move', 'student'), [step.move?.student]),
    ...namedInExpectation(step, index),
  ];
}

function namedInExpectation({ expect }: ScenarioStep, index: number): Named[] {
  const at = (...path: PropertyKey[]) => ['steps', index, 'expect', ...path];
  return [
    ...(expect?.duties ?? []).flatMap((duty) =>
      (['owner', 'student', 'mentor'] as const).flatMap((key): Named[] => {
        const id = duty[key];
        return id === undefined ? [] : [[at('duties', key), id]];
      }),
    ),
    ...(expect?.overdue ?? []).map(({ owner }): Named => [at('overdue'), owner]),
    ...(expect?.survey ?? []).flatMap(({ about, who }): Named[] => [
      [at('survey', 'about'), about],
      [at('survey', 'who'), who],
    ]),
    ...(expect?.sent ?? []).flatMap(({ to }) => to.map((id): Named => [at('sent'), id])),
  ];
}
