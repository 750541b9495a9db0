/** The numbers evaluations are made from, on worked cases. */
import { beforeEach, expect, test } from 'vitest';
import { addDays, readDay } from '../../../../src/domain/day.ts';
import type { Answers } from '../../../../src/domain/questionnaires/read-answers.ts';
import { createIdSource } from '../../../../src/new-ids.ts';
import { KeyRing } from '../../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../../src/storage/private-words.ts';
import { createStorage, type Storage } from '../../../../src/storage/storage.ts';
import { questionnaireFigures } from '../../../../src/usecases/questionnaires/questionnaire-figures.ts';
import { onEachDatabase } from '../../../support/databases.ts';
import { formCalled } from '../../../support/forms.ts';
import { type AskedRound, aRound, sheetsIn } from '../../../support/questionnaires.ts';

const closedAt = new Date('2026-11-27T00:00:00Z');
const opensOn = readDay('2026-11-16');

onEachDatabase('figures for evaluations', (database) => {
  let storage: Storage;
  let deps: { storage: Storage; newId: () => string };
  let schoolId: string;
  beforeEach(async () => {
    storage = createStorage(database(), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
    const newId = createIdSource({ now: () => new Date() });
    deps = { storage, newId };
    schoolId = newId();
    await storage.transaction(async (tables) => tables.words.createKeys([schoolId]));
  });

  /** By mentor one list of sheets; `undefined` is somebody who was asked and did not answer. */
  async function returned(
    asked: Omit<AskedRound, 'schoolId' | 'invitations'>,
    byMentor: Readonly<Record<string, readonly (Answers | undefined)[]>>,
    isClosed = true,
  ): Promise<void> {
    const all = Object.entries(byMentor).flatMap(([mentorId, sheets]) =>
      sheets.map((answers, nth) => ({ mentorId, answers, personId: `${mentorId}-${nth}` })),
    );
    const invitations = all.map(({ mentorId, personId }) => ({ mentorId, personId, studentId: personId }));
    const written = await aRound(deps, { schoolId, invitations, ...asked });
    const sheets = all.flatMap(({ answers }, nth) => (answers === undefined ? [] : [{ nth, answers }]));
    await sheetsIn(deps, written, sheets, isClosed ? closedAt : undefined);
  }

  const figures = (ruleId: string, fromOn = opensOn, untilOn = opensOn) =>
    questionnaireFigures(storage, { schoolId, ruleIds: [ruleId], fromOn, untilOn });

  test('SHEWOBO-65: the ethics score is the plain mean of the sheets, unrounded, from one sheet up', async () => {
    const form = formCalled('mentor-ethics');
    await returned(
      { form, ruleId: 'SHEWOBO-56' },
      { a: [{ score: '5' }, { score: '5' }, { score: '4' }], b: [{ score: '3' }, undefined], c: [undefined] },
    );
    expect(await figures('SHEWOBO-56')).toMatchObject([
      { mentorId: 'a', mean: '4.66666666666666666667', count: 3, invited: 3, formKey: 'mentor-ethics' },
      { mentorId: 'b', mean: '3', count: 1, invited: 2 },
    ]);
  });

  test('SONGSHI-73: the share of the satisfied stands beside the mean', async () => {
    const form = formCalled('community-satisfaction');
    const item = form.satisfaction ?? '';
    const choices = form.sections.flatMap(({ items }) => items).find(({ key }) => key === item);
    const values = choices !== undefined && 'choices' in choices ? choices.choices : [];
    const good = values.find(({ isSatisfied }) => isSatisfied)?.value ?? '';
    const bad = values.find(({ isSatisfied }) => isSatisfied !== true)?.value ?? '';
    const nineOfTen = Array.from({ length: 10 }, (_, nth) => ({ [item]: nth === 0 ? bad : good }));
    await returned({ form, ruleId: 'SONGSHI-72', respondents: 'staff' }, { a: nineOfTen });
    expect(await figures('SONGSHI-72')).toMatchObject([
      { mentorId: 'a', respondents: 'staff', count: 10, satisfiedShare: '0.9' },
    ]);
  });

  test('SULOU-44: each round and each kind of people has a figure of its own', async () => {
    const plain = (respondents: 'student' | 'guardian', value: string) =>
      returned({ ruleId: 'SULOU-44', respondents }, { a: [{ listens: value }] });
    await plain('student', '5');
    await plain('guardian', '1');
    const found = await figures('SULOU-44');
    expect(found.map(({ respondents, mean }) => `${respondents} ${mean}`).toSorted()).toEqual([
      'guardian 20',
      'student 100',
    ]);
    expect(new Set(found.map(({ roundId }) => roundId)).size).toBe(2);
  });

  test('an open round, another rule, another school and another window give nothing', async () => {
    await returned({ ruleId: 'YEDIAN-71' }, { a: [{ listens: '5' }] }, false);
    await returned({ ruleId: 'HUAQIAO-48' }, { a: [{ listens: '5' }] });
    expect(await figures('YEDIAN-71')).toEqual([]);
    expect(await figures('HUAQIAO-48', addDays(opensOn, 1), addDays(opensOn, 9))).toEqual([]);
    expect(await figures('HUAQIAO-48')).toHaveLength(1);
    const elsewhere = { schoolId: 'another', ruleIds: ['HUAQIAO-48'], fromOn: opensOn, untilOn: opensOn };
    expect(await questionnaireFigures(storage, elsewhere)).toEqual([]);
  });
});
