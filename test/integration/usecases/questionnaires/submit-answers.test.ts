/** Handing in a sheet: once for each invitation, and without a way back to whoever wrote it. */
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, readDay } from '../../../../src/domain/day.ts';
import { readForm } from '../../../../src/domain/questionnaires/form-schema.ts';
import { createIdSource } from '../../../../src/new-ids.ts';
import { KeyRing } from '../../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../../src/storage/private-words.ts';
import { createStorage, type Storage } from '../../../../src/storage/storage.ts';
import { invitationByCode, invitationsOf } from '../../../../src/usecases/questionnaires/own-invitations.ts';
import { saveDraft } from '../../../../src/usecases/questionnaires/save-draft.ts';
import { submitAnswers } from '../../../../src/usecases/questionnaires/submit-answers.ts';
import { onEachDatabase } from '../../../support/databases.ts';
import {
  type AskedRound,
  aRound,
  filledIn,
  plainForm,
  type WrittenRound,
} from '../../../support/questionnaires.ts';

const now = new Date('2026-11-17T11:00:00Z');
const sheet = filledIn({ listens: '5', to_say: '谢谢老师' });
const kept = { listens: '5', to_say: '谢谢老师' };

const conduct = readForm({
  key: 'conduct',
  version: 1,
  title: '师德',
  respondents: ['student'],
  about: 'mentor',
  isNamed: false,
  sections: [
    {
      items: [
        { key: 'equal', kind: 'yes_no', isEthics: true, ask: '对每个学生一样好。' },
        { key: 'what_happened', kind: 'long_text', ask: '发生了什么？' },
      ],
    },
    { items: [{ key: 'score', kind: 'number', most: 5, isScore: true, ask: '打几分？' }] },
  ],
});

onEachDatabase('handing in a sheet', (database) => {
  let storage: Storage;
  let deps: { storage: Storage; newId: () => string; newSecret: () => string };
  let schoolId: string;
  /** A school of its own for each test: faster than an empty database. */
  beforeEach(async () => {
    storage = createStorage(database(), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
    const newId = createIdSource({ now: () => new Date() });
    deps = { storage, newId, newSecret: () => randomBytes(32).toString('hex') };
    schoolId = newId();
    await storage.transaction(async (tables) => {
      await tables.words.createKeys([schoolId]);
      await tables.schools.create({
        id: schoolId,
        name: '测试小学',
        schemeId: 'sulou',
        calendarId: 'none',
        startOn: readDay('2026-09-01'),
        isDemo: false,
        askWhom: '',
        createdAt: now,
      });
    });
  });

  const asked = (parts: Partial<AskedRound> = {}): Promise<WrittenRound> =>
    aRound(deps, {
      schoolId,
      invitations: [{ personId: 'pupil', studentId: 'pupil', mentorId: 'mentor' }],
      ...parts,
    });
  const by = (personId: string) => ({ schoolId, personId });
  const submit = (invitationId: string, personId = 'pupil', given = sheet, at = now) =>
    submitAnswers(deps, { answerer: by(personId), invitationId, given, now: at });

  test('uses the invitation up and keeps the answer', async () => {
    const { questionnaireId, invitationIds } = await asked();
    const [id = ''] = invitationIds;
    expect(await submit(id)).toEqual({ state: 'submitted', isLate: false });
    expect((await storage.invitations.find(id))?.isUsed).toBe(true);
    expect(await storage.answers.list(questionnaireId)).toMatchObject([
      { mentorId: 'mentor', answers: kept },
    ]);
  });

  test('twice counts once', async () => {
    const { questionnaireId, invitationIds } = await asked();
    const [id = ''] = invitationIds;
    await submit(id);
    expect(await submit(id)).toEqual({ refused: 'spent' });
    expect(await storage.answers.count(questionnaireId)).toBe(1);
  });

  test('in eight tabs at once counts once', async () => {
    const { questionnaireId, invitationIds } = await asked();
    const [id = ''] = invitationIds;
    const ends = await Promise.all(Array.from({ length: 8 }, () => submit(id)));
    expect(ends.filter((end) => 'state' in end)).toHaveLength(1);
    expect(await storage.answers.count(questionnaireId)).toBe(1);
  });

  test("somebody else's sheet is refused and stays unused", async () => {
    const { invitationIds } = await asked();
    const [id = ''] = invitationIds;
    expect(await submit(id, 'another')).toEqual({ refused: 'not_yours' });
    expect((await storage.invitations.find(id))?.isUsed).toBe(false);
  });

  test('an id nobody was given is wrong', async () => {
    expect(await submit('guessed')).toEqual({ refused: 'wrong' });
  });

  test('before the opening and after the closing it is refused', async () => {
    const early = await asked({ opened: false });
    expect(await submit(early.invitationIds[0] ?? '')).toEqual({ refused: 'not_yet_open' });
    const past = await asked();
    await storage.questionnaires.close(past.round.id, now);
    expect(await submit(past.invitationIds[0] ?? '')).toEqual({ refused: 'closed' });
  });

  test('late is taken and marked', async () => {
    const { questionnaireId, invitationIds } = await asked();
    const late = new Date('2026-11-24T02:00:00Z');
    expect(await submit(invitationIds[0] ?? '', 'pupil', sheet, late)).toEqual({
      state: 'submitted',
      isLate: true,
    });
    expect(await storage.answers.list(questionnaireId)).toMatchObject([{ isLate: true }]);
  });

  test('a sheet with a fault comes back whole and spends nothing', async () => {
    const { invitationIds } = await asked();
    const [id = ''] = invitationIds;
    const end = await submit(id, 'pupil', filledIn({ listens: '9', to_say: '谢谢老师' }));
    expect(end).toEqual({ faults: new Map([['listens', 'not_offered']]), answers: { to_say: '谢谢老师' } });
    expect((await storage.invitations.find(id))?.isUsed).toBe(false);
  });

  test('an empty sheet spends nothing', async () => {
    const { invitationIds } = await asked();
    const [id = ''] = invitationIds;
    expect(await submit(id, 'pupil', filledIn({}))).toEqual({ refused: 'empty' });
    expect((await storage.invitations.find(id))?.isUsed).toBe(false);
  });

  test('nothing written leads from an anonymous answer to the person', async () => {
    const { questionnaireId, invitationIds } = await asked();
    const [id = ''] = invitationIds;
    await saveDraft(deps, { answerer: by('pupil'), invitationId: id, given: sheet, now });
    await submit(id);
    const [row] = await database().client.answer.findMany({ where: { questionnaireId } });
    expect(row).toMatchObject({ invitationId: null, answeredOn: null });
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`pupil|${id}|谢谢`));
    expect(row?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await database().client.answerDraft.count({ where: { schoolId } })).toBe(0);
    expect(await database().client.auditLine.count({ where: { schoolId } })).toBe(0);
  });

  test('a named sheet leads to the person, is dated, and leaves a line', async () => {
    const { questionnaireId, invitationIds } = await asked({ form: { ...plainForm, isNamed: true } });
    const [id = ''] = invitationIds;
    await submit(id);
    expect(await storage.answers.list(questionnaireId)).toMatchObject([
      { invitationId: id, answeredOn: '2026-11-17' },
    ]);
    expect(await database().client.auditLine.findMany({ where: { schoolId } })).toMatchObject([
      { verb: 'sheet_handed_in', actorId: 'pupil', subjectId: id },
    ]);
  });

  test('a no about conduct is a case from the next morning on, and no number', async () => {
    const { questionnaireId, invitationIds } = await asked({ form: conduct });
    const given = filledIn({ equal: 'no', what_happened: '只叫成绩好的', score: '2' });
    await submit(invitationIds[0] ?? '', 'pupil', given);
    expect(await storage.answers.list(questionnaireId)).toMatchObject([{ answers: { score: '2' } }]);
    const today = readDay('2026-11-17');
    expect(await storage.ethicsCases.list(schoolId, today)).toEqual([]);
    const shown = await storage.ethicsCases.list(schoolId, addDays(today, 1));
    expect(shown).toMatchObject([{ mentorId: 'mentor', itemKey: 'equal', state: 'new' }]);
    const words = await Promise.all(shown.map((one) => storage.ethicsCases.words(one)));
    expect(words).toEqual([{ words: '只叫成绩好的', closing: '' }]);
  });

  describe('a half-filled sheet', () => {
    const draft = (invitationId: string, given = filledIn({ listens: '5' })) =>
      saveDraft(deps, { answerer: by('pupil'), invitationId, given, now });

    test('is there again, and goes when it is handed in', async () => {
      const { invitationIds, token } = await asked();
      const [id = ''] = invitationIds;
      expect(await draft(id)).toEqual({ state: 'saved', answers: { listens: '5' } });
      const opened = await invitationsOf(deps, by('pupil'), token, now);
      expect(opened).toMatchObject({ sheets: [{ draft: { listens: '5' } }] });
      await submit(id);
      expect(await draft(id)).toEqual({ refused: 'spent' });
      expect(await database().client.answerDraft.count({ where: { schoolId } })).toBe(0);
    });

    test('saved at the moment of handing in never outlives the sheet', async () => {
      const { invitationIds } = await asked();
      const [id = ''] = invitationIds;
      await Promise.all([draft(id), submit(id), draft(id), draft(id)]);
      expect(await database().client.answerDraft.count({ where: { schoolId } })).toBe(0);
    });
  });

  describe('the address', () => {
    test('shows a guardian one sheet per child, those handed in marked', async () => {
      const { token, invitationIds } = await asked({
        invitations: [
          { personId: 'ma', studentId: 'older', mentorId: 'm1' },
          { personId: 'ma', studentId: 'younger', mentorId: 'm2' },
          { personId: 'pa', studentId: 'younger', mentorId: 'm2' },
        ],
      });
      await submit(invitationIds[0] ?? '', 'ma');
      const opened = await invitationsOf(deps, by('ma'), token, now);
      expect(opened).toMatchObject({
        sheets: [
          { invitationId: invitationIds[0], isUsed: true },
          { invitationId: invitationIds[1], isUsed: false },
        ],
      });
    });

    test.each([
      ['guessed', 'pupil', { refused: 'wrong' }],
      [undefined, 'somebody', { refused: 'not_yours' }],
    ])('%s for %s is refused by its kind', async (guessed, personId, refusal) => {
      const { token } = await asked();
      expect(await invitationsOf(deps, by(personId), guessed ?? token, now)).toEqual(refusal);
    });

    test('of another school is wrong', async () => {
      const { token } = await asked();
      expect(await invitationsOf(deps, { schoolId: 'other', personId: 'pupil' }, token, now)).toEqual({
        refused: 'wrong',
      });
    });

    test('says so where all is handed in, or closed', async () => {
      const { token, round, invitationIds } = await asked();
      await submit(invitationIds[0] ?? '');
      expect(await invitationsOf(deps, by('pupil'), token, now)).toEqual({ refused: 'spent' });
      await storage.questionnaires.close(round.id, now);
      expect(await invitationsOf(deps, by('pupil'), token, now)).toEqual({ refused: 'closed' });
    });

    test('opening spends nothing', async () => {
      const { token, invitationIds } = await asked();
      await invitationsOf(deps, by('pupil'), token, now);
      expect(await submit(invitationIds[0] ?? '')).toMatchObject({ state: 'submitted' });
    });
  });

  describe('the code of a slip', () => {
    test('opens its one sheet without signing in, and hands it in once', async () => {
      const { invitationIds } = await asked({
        invitations: [
          { personId: 'pupil', studentId: 'pupil', mentorId: 'mentor' },
          { personId: 'other', studentId: 'other', mentorId: 'mentor' },
        ],
      });
      const [id = '', others = ''] = invitationIds;
      await storage.invitations.setCodes([{ id, codeHash: schoolId }]);
      expect(await invitationByCode(deps, schoolId, now)).toMatchObject({ sheets: [{ invitationId: id }] });
      const hand = (invitationId: string) =>
        submitAnswers(deps, { answerer: { codeHash: schoolId }, invitationId, given: sheet, now });
      expect(await hand(others)).toEqual({ refused: 'not_yours' });
      expect(await hand(id)).toMatchObject({ state: 'submitted' });
      expect(await hand(id)).toEqual({ refused: 'spent' });
      expect(await invitationByCode(deps, schoolId, now)).toEqual({ refused: 'spent' });
    });

    test('that nobody was given is wrong', async () => {
      expect(await invitationByCode(deps, 'guessed', now)).toEqual({ refused: 'wrong' });
    });
  });
});
