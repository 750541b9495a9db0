/**
 * Whoever asks whatever outlet about whomever is shown what the table of V-01 to V-10 allows: the outlets' own functions
 * over generated schools, against a table that was written a second time (`oracle.ts`).
 */

import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCards } from '../../../src/cards/load-cards.ts';
import { schemeVersionsOf } from '../../../src/domain/schemes/followed-schemes.ts';
import { loadForms } from '../../../src/forms/load-forms.ts';
import { loadPreset } from '../../../src/schemes/load-preset.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage, type Storage } from '../../../src/storage/storage.ts';
import type { WebSession } from '../../../src/storage/web-sessions.ts';
import { viewConcern } from '../../../src/usecases/concern/open-concern.ts';
import { attention } from '../../../src/usecases/console/attention.ts';
import { classCoverage } from '../../../src/usecases/console/class-coverage.ts';
import { consoleScene } from '../../../src/usecases/console/console-scene.ts';
import { findPeople } from '../../../src/usecases/console/find-people.ts';
import { openNote } from '../../../src/usecases/console/open-note.ts';
import { studentFile } from '../../../src/usecases/console/student-file.ts';
import { exportTable } from '../../../src/usecases/export/export-table.ts';
import type { MessageScene } from '../../../src/usecases/messages/message-scene.ts';
import { showDue } from '../../../src/usecases/messages/show-due.ts';
import { showPeriod } from '../../../src/usecases/messages/show-period.ts';
import { showStudent } from '../../../src/usecases/messages/show-student.ts';
import { showStudents } from '../../../src/usecases/messages/show-students.ts';
import { showWhy } from '../../../src/usecases/messages/show-why.ts';
import { type OwnPageDeps, ownScene } from '../../../src/usecases/own-page/own-scene.ts';
import { ownStudent } from '../../../src/usecases/own-page/own-student.ts';
import { todayList } from '../../../src/usecases/own-page/today-list.ts';
import { onEachDatabase } from '../../support/databases.ts';
import {
  anySchool,
  category,
  type Described,
  guardianName,
  guardians,
  now,
  schoolId,
  staff,
  stranger,
  strengthOf,
  students,
  today,
  writeSchool,
} from './generated-school.ts';
import { type Oracle, oracleOf } from './oracle.ts';

const cards = loadCards(new URL('../../../cards', import.meta.url).pathname);
const schools = 7;
/** So that a run says the same tomorrow; another seed each time something here changes is as good. */
const seed = 20261118;

interface Played {
  readonly deps: OwnPageDeps;
  readonly storage: Storage;
  readonly school: Described;
  readonly oracle: Oracle;
  /** One line for everything that is not as the table says. */
  readonly wrong: string[];
  /** How often something was shown and how often it was not. */
  readonly counted: { shown: number; hidden: number };
}

const everybody = [...staff, ...guardians, ...students.map(({ id }) => id)];
const dayWords = (on: string) => cards.say.day(on as never, today);

onEachDatabase('every outlet over generated schools', (database) => {
  test('V-01 V-02 V-04 V-07 V-08 V-09 V-10 shows each person what the table allows', async () => {
    const counted = { shown: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(anySchool, async (school) => {
        await database().empty();
        const storage = createStorage(database(), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
        await writeSchool(storage, school);
        const deps: OwnPageDeps = {
          storage,
          cards,
          newId: randomUUID,
          schemeVersions: (first, followed) => schemeVersionsOf(loadPreset(first), followed, loadPreset),
          isTaken: () => false,
        };
        const played = { deps, storage, school, oracle: oracleOf(school), wrong: [], counted };
        for (const viewer of everybody) {
          await askChat(played, viewer);
          await askOwnPage(played, viewer);
          await askConsole(played, viewer);
          await askExport(played, viewer);
        }
        expect(played.wrong).toEqual([]);
      }),
      { numRuns: schools, seed, endOnFailure: true },
    );
    // The schools are such that both answers come often.
    expect([counted.shown > 500, counted.hidden > 2_000]).toEqual([true, true]);
  }, 240_000);
});

/** What is told must be told where the table says so, and must not be where it does not. */
function agree({ wrong, counted }: Played, where: string, isShown: boolean, isAllowed: boolean): void {
  counted[isShown ? 'shown' : 'hidden'] += 1;
  if (isShown !== isAllowed) wrong.push(`${where}: ${isShown ? 'shown' : 'kept back'} against the table`);
}

/** No word of anybody's note, no warning, nothing of the other school. */
function tellsNoWords({ school, wrong }: Played, where: string, told: unknown, except = ''): void {
  const text = JSON.stringify(told);
  const secrets = [stranger.name, stranger.words, ...school.notes.flatMap((n) => [n.words, n.concernWords])];
  for (const secret of secrets)
    if (secret !== except && text.includes(secret)) wrong.push(`${where} tells ${secret}`);
}

/** Of students who are somebody else's matter not even the name. */
function namesOnly({ wrong }: Played, where: string, told: unknown, known: readonly string[]): void {
  const text = JSON.stringify(told);
  for (const { id, name } of students)
    if (!known.includes(id) && text.includes(name)) wrong.push(`${where} names ${id}`);
}

const visitorOf = (personId: string) => ({ schoolId, accountId: `${schoolId}-wecom`, personId });

async function chatScene({ deps, storage }: Played, viewer: string): Promise<MessageScene | undefined> {
  const scene = await ownScene(deps, storage, visitorOf(viewer), now);
  return (
    scene && {
      ...scene,
      accountId: `${schoolId}-wecom`,
      inboxId: randomUUID(),
      ownPageUrl: undefined,
      newSecret: randomUUID,
      forms: loadForms,
      message: {
        platform: 'wecom',
        accountKey: schoolId,
        dedupeKey: randomUUID(),
        senderId: viewer,
        sentAt: now,
        chat: 'private',
        content: { kind: 'text', text: '' },
      },
    }
  );
}

/** outlet: chat-answer, concern */
async function askChat(played: Played, viewer: string): Promise<void> {
  const { school, oracle } = played;
  const scene = await chatScene(played, viewer);
  if (scene === undefined || scene.person.kind !== 'staff') return;
  const paired = students.map(({ id }) => id).filter((id) => oracle.paired(viewer, id));
  const answers = [
    ['我的学生', await showStudents(scene)],
    ['待办', await showDue(scene)],
    ['本周', await showPeriod(scene, 'week')],
    ['本月', await showPeriod(scene, 'month')],
    ['为什么', await showWhy(scene)],
  ] as const;
  for (const [what, { reply }] of answers) {
    const where = `chat ${what} of ${viewer}`;
    tellsNoWords(played, where, reply);
    // What was missed in a month was missed by whoever was the mentor then.
    const before = what === '本周' || what === '本月' ? everPaired(school, viewer) : [];
    namesOnly(played, where, reply, [...paired, ...homeOf(school, viewer), ...before]);
  }
  for (const { id } of students) {
    const { reply } = await showStudent(scene, id);
    const where = `chat card ${id} of ${viewer}`;
    const text = JSON.stringify(reply);
    tellsNoWords(played, where, reply);
    namesOnly(played, where, reply, [id]);
    const notes = notesAbout(school, id);
    for (const note of notes)
      agree(
        played,
        `${where}, ${note.id}`,
        text.includes(dayWords(note.on)),
        oracle.note(viewer, note) !== 'nothing',
      );
    const isShown =
      oracle.paired(viewer, id) || notes.some((note) => oracle.note(viewer, note) !== 'nothing');
    agree(played, `${where}, strengths`, text.includes(strengthOf(id)), isShown && oracle.whole(viewer, id));
  }
  for (const note of school.notes.filter(({ told }) => told.length > 0)) {
    const acted = await viewConcern(scene, `concern-of-${note.id}`);
    const where = `warning ${note.id} of ${viewer}`;
    const isShown = JSON.stringify(acted ?? {}).includes(note.concernWords);
    agree(played, where, isShown, oracle.note(viewer, note) === 'all');
    tellsNoWords(played, where, acted ?? {}, note.concernWords);
  }
}

/** What is asked of a homeroom teacher names the own class, what is asked of a leader the own student (WEIFANG-35). */
function homeOf({ posts }: Described, viewer: string): readonly string[] {
  const scopes = posts
    .filter(({ fromOn, untilOn = '9999' }) => fromOn <= today && today <= untilOn)
    .filter(({ person }) => person === viewer)
    .map(({ scope }) => scope);
  return students
    .filter(({ id, classKey }) => scopes.includes(classKey) || scopes.includes(id))
    .map(({ id }) => id);
}

function everPaired({ pairs }: Described, viewer: string): readonly string[] {
  return pairs.filter(({ mentor }) => mentor === viewer).map(({ student }) => student);
}

function notesAbout({ notes }: Described, student: string) {
  return notes.filter((note) => note.student === student && !note.isWithdrawn);
}

/** outlet: own-page */
async function askOwnPage(played: Played, viewer: string): Promise<void> {
  const { school, oracle, deps, storage } = played;
  const scene = await ownScene(deps, storage, visitorOf(viewer), now);
  if (scene === undefined) return;
  const paired = students.map(({ id }) => id).filter((id) => oracle.paired(viewer, id));
  const list = await todayList(scene);
  tellsNoWords(played, `/me of ${viewer}`, list);
  namesOnly(played, `/me of ${viewer}`, list, [viewer, ...paired, ...homeOf(school, viewer)]);
  for (const { id } of students) {
    const where = `/me/students/${id} of ${viewer}`;
    const page = await ownStudent(scene, id);
    const text = JSON.stringify(page ?? {});
    const notes = notesAbout(school, id);
    const seen = notes.filter((note) => oracle.note(viewer, note) !== 'nothing');
    agree(played, where, page !== undefined, oracle.paired(viewer, id) || seen.length > 0);
    for (const note of notes) {
      agree(played, `${where}, ${note.id}`, text.includes(dayWords(note.on)), seen.includes(note));
      agree(played, `${where}, words of ${note.id}`, text.includes(note.words), note.author === viewer);
    }
    for (const { concernWords, words, student, author } of school.notes) {
      const isOwn = student === id && author === viewer;
      if (text.includes(concernWords) || (!isOwn && text.includes(words)))
        played.wrong.push(`${where} tells ${words}`);
    }
  }
  if ((await ownStudent(scene, stranger.student)) !== undefined)
    played.wrong.push(`${viewer} sees the other school`);
}

/** outlet: console-student, console-note, console-classes, search */
async function askConsole(played: Played, viewer: string): Promise<void> {
  const { deps, storage, school, oracle } = played;
  const scene = await consoleScene(deps, storage, visitorOf(viewer), now);
  agree(
    played,
    `/console of ${viewer}`,
    scene !== undefined,
    staff.some((id) => id === viewer) && oracle.console(viewer),
  );
  for (const note of school.notes) await askNote(played, viewer, note);
  await askNote(played, viewer, { id: stranger.note, words: stranger.words });
  if (scene === undefined) return;

  const found = findPeople(scene, { typed: '', page: 1 });
  tellsNoWords(played, `people of ${viewer}`, found);
  for (const guardian of guardians) {
    const isAllowed = students.some(
      ({ id, guardians: known }) => known.some((one) => one === guardian) && oracle.roster(viewer, id),
    );
    const isShown = JSON.stringify(found).includes(guardianName(guardian));
    agree(played, `people of ${viewer}, ${guardian}`, isShown, isAllowed);
  }
  const coverage = await classCoverage(scene);
  tellsNoWords(played, `classes of ${viewer}`, coverage);
  for (const { neverContacted } of coverage)
    for (const { id } of neverContacted)
      agree(played, `never contacted ${id} of ${viewer}`, true, oracle.whole(viewer, id));
  namesOnly(played, `home of ${viewer}`, await attention(scene), []);

  for (const { id, guardians: known } of students) {
    const where = `/console/students/${id} of ${viewer}`;
    const file = await studentFile(scene, id);
    const [whole, flags, roster] = [
      oracle.whole(viewer, id),
      oracle.flags(viewer, id),
      oracle.roster(viewer, id),
    ];
    agree(played, where, file !== undefined, whole || flags || roster);
    if (file === undefined) continue;
    tellsNoWords(played, where, file);
    agree(played, `${where}, strengths`, file.strengths.includes(strengthOf(id)), whole);
    const isFlagged = school.flagged.some((flagged) => flagged === id);
    agree(
      played,
      `${where}, flags`,
      file.flags.includes(cards.words.categories[category] ?? ''),
      isFlagged && flags,
    );
    agree(played, `${where}, due`, file.due.length > 0, whole && file.due.length > 0);
    for (const guardian of known)
      agree(
        played,
        `${where}, ${guardian}`,
        JSON.stringify(file.guardians).includes(guardianName(guardian)),
        roster,
      );
    const timeline = new Map(file.timeline.map((entry) => [entry.id, entry]));
    for (const note of notesAbout(school, id)) {
      const sight = oracle.note(viewer, note);
      agree(played, `${where}, ${note.id}`, timeline.has(note.id), sight !== 'nothing');
      if (timeline.has(note.id))
        agree(played, `${where}, open ${note.id}`, timeline.get(note.id)?.canOpen === true, sight === 'all');
    }
    agree(
      played,
      `${where}, withdrawn`,
      school.notes.some((n) => n.isWithdrawn && timeline.has(n.id)),
      false,
    );
  }
  if ((await studentFile(scene, stranger.student)) !== undefined)
    played.wrong.push(`${viewer} sees the other school`);
}

/** The deliberate step: restricted words only after signing in anew, and every other's note leaves one line. */
async function askNote(
  played: Played,
  viewer: string,
  note: { readonly id: string; readonly words: string },
): Promise<void> {
  const { deps, storage, school, oracle } = played;
  const known = school.notes.find(({ id }) => id === note.id);
  const session = (steppedUpAt?: Date): WebSession => ({
    ...visitorOf(viewer),
    tokenHash: viewer,
    createdAt: now,
    expiresAt: now,
    ...(steppedUpAt === undefined ? {} : { steppedUpAt }),
  });
  const ask = { contactId: note.id, now };
  const where = `note ${note.id} of ${viewer}`;
  const mayOpen =
    known !== undefined &&
    !known.isWithdrawn &&
    staff.some((id) => id === viewer) &&
    oracle.console(viewer) &&
    oracle.note(viewer, known) === 'all';
  const before = await traces(storage, viewer);
  const plain = await openNote(deps, { ...ask, session: session() });
  agree(played, where, JSON.stringify(plain).includes(note.words), mayOpen && !known.isRestricted);
  const again = await openNote(deps, { ...ask, session: session(now) });
  agree(played, `${where}, stepped up`, JSON.stringify(again).includes(note.words), mayOpen);
  const opened = [plain, again].filter((answer) => !('refused' in answer)).length;
  const lines = (await traces(storage, viewer)) - before;
  const wanted = known?.author === viewer ? 0 : opened;
  if (lines !== wanted) played.wrong.push(`${where} left ${lines} lines, not ${wanted}`);
}

async function traces({ audit }: Storage, actorId: string): Promise<number> {
  return (await audit.newest({ schoolId, actorId, verb: 'note_opened', skip: 0, take: 1_000 })).length;
}

/** outlet: export */
async function askExport(played: Played, viewer: string): Promise<void> {
  const { deps, storage, school, oracle } = played;
  const base = { schoolId, viewerId: viewer, now };
  const before = await traces(storage, viewer);
  const contacts = await exportTable(deps, { ...base, kind: 'contacts', withNotes: true });
  const written = (await traces(storage, viewer)) - before;
  let others = 0;
  for (const note of school.notes) {
    const row = contacts?.rows.find(
      (cells) => cells.includes(note.on) && cells.includes(nameOf(note.student)),
    );
    const sight = note.isWithdrawn ? 'nothing' : oracle.note(viewer, note);
    const where = `export of ${viewer}, ${note.id}`;
    agree(played, where, row !== undefined, sight !== 'nothing');
    const hasWords = row?.includes(note.words) === true;
    agree(played, `${where}, words`, hasWords, sight === 'all' && !note.isRestricted);
    if (hasWords && note.author !== viewer) others += 1;
  }
  if (written !== others) played.wrong.push(`export of ${viewer} left ${written} lines for ${others} notes`);
  for (const kind of ['roster', 'guardians'] as const) {
    const table = await exportTable(deps, { ...base, kind });
    tellsNoWords(played, `${kind} of ${viewer}`, table);
    for (const { id, name, guardians: known } of students) {
      if (kind === 'guardians' && known.length === 0) continue;
      const isShown = table?.rows.some((cells) => cells.includes(name)) === true;
      agree(played, `${kind} of ${viewer}, ${id}`, isShown, oracle.roster(viewer, id));
    }
  }
}

function nameOf(student: string): string {
  return students.find(({ id }) => id === student)?.name ?? '';
}
