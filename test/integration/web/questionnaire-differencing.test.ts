/**
 * Everything a viewer is shown of small rounds, read off the pages and the tables as they come over HTTP: no part of the
 * mentors with too few answers can be computed from it by adding and subtracting.
 */
import { expect, test } from 'vitest';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { isComputable } from '../../support/computable.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser } from '../../support/phone-browser.ts';
import { aRound, plainForm, sheetsIn } from '../../support/questionnaires.ts';
import { aRunningProgram } from '../../support/running-program.ts';
import { giveRole } from './console-visits.ts';

/** The last has left the school: nobody's roster knows the id. */
const mentors = ['林晓燕', '周建国', '已离校的老师'] as const;
const smallest = 3;

/** Answers about each. The first two are rated in grade 5, the last in grade 6. */
const schools = [
  [3, 2, 1],
  [2, 3, 4],
  [4, 2, 2],
  [5, 1, 0],
  [1, 1, 1],
  [3, 3, 2],
  [2, 2, 3],
  [1, 0, 3],
] as const;

/** Who sees all and is not rated, who sees all and is, who sees one grade and is rated in it. */
const viewers = [
  { name: '秦望舒', userId: 'wqin', role: 'steering_group', scope: 'school' },
  { name: '林晓燕', userId: 'wlin', role: 'moral_office', scope: 'school' },
  { name: '周建国', userId: 'wzhou', role: 'grade_head', scope: '5' },
] as const;

onEachDatabase('what is shown of small rounds', (database) => {
  test('gives away nobody, by page, table and own page together', async () => {
    await database().empty();
    const running = await aRunningProgram({ database: database() });
    const { program, school } = running;
    const ids = [await running.personId(mentors[0]), await running.personId(mentors[1]), 'gone'];
    const rounds = [];
    for (const counts of schools) {
      const invitations = counts.flatMap((count, index) =>
        Array.from({ length: count }, (_, nth) => ({
          personId: `p${index}-${nth}`,
          studentId: `p${index}-${nth}`,
          mentorId: ids[index] ?? '',
          classKey: index === 2 ? '6.1' : '5.1',
        })),
      );
      // Who was asked and did not answer is rated too.
      const silent = ids.map((mentorId, index) => ({
        personId: `silent${index}`,
        studentId: `silent${index}`,
        mentorId,
        classKey: index === 2 ? '6.1' : '5.1',
      }));
      const written = await aRound(program, {
        schoolId: school.id,
        form: { ...plainForm, satisfaction: 'listens' },
        issuerRole: 'work_group',
        invitations: [...invitations, ...silent],
        title: `第 ${rounds.length} 轮`,
      });
      const sheets = invitations.map((_, nth) => ({ nth, answers: { listens: '5', to_say: '很好' } }));
      await sheetsIn(program, written, sheets, new Date('2026-11-17T00:00:00Z'));
      rounds.push({ counts, written });
    }
    let shown = 0;
    for (const { name, userId, role, scope } of viewers) {
      await giveRole(database(), running, { name, role, scope });
      const browser = aPhoneBrowser();
      await browser.openAs(running.wecom, userId, `${running.url}/me`);
      const own = textOf((await browser.get(`${running.url}/me/questionnaires`)).text);
      for (const [index, { counts, written }] of rounds.entries()) {
        const rows = [
          ...(await rowsOnConsole(browser, running.url, written.round.id, name)),
          ...(new RegExp(`第 ${index} 轮[^第]*平均 100`).test(own) ? [vector([name])] : []),
        ];
        shown += rows.length;
        for (let subset = 1; subset < 2 ** mentors.length; subset += 1) {
          const target = mentors.map((_, at) => (counts[at] === 0 ? 0 : (subset >> at) & 1));
          const size = target.reduce((sum, is, at) => sum + is * (counts[at] ?? 0), 0);
          if (size === 0 || size >= smallest) continue;
          const some = rows.map((row) => row.map((is, at) => (counts[at] === 0 ? 0 : is)));
          expect(isComputable(target, some), `${name} ${counts.join()} ${target.join()}`).toBe(false);
        }
      }
    }
    // Each of them is shown something: a test of empty pages would prove nothing.
    expect(shown).toBeGreaterThan(30);
  });
});

function vector(names: readonly string[]): number[] {
  return mentors.map((mentor) => (names.includes(mentor) ? 1 : 0));
}

/** Each sum that stands on the page or in the table, as a row over the mentors; both must say the same. */
async function rowsOnConsole(
  browser: PhoneBrowser,
  url: string,
  roundId: string,
  viewer: string,
): Promise<readonly number[][]> {
  const page = await browser.get(`${url}/console/questionnaires/${roundId}`);
  const text = textOf(page.text);
  const groups = [...text.matchAll(/ ([\p{Script=Han}、]+) 100\.00 \d+/gu)].map(([, names = '']) => names);
  const action = `/console/questionnaires/${roundId}/export`;
  const { token = '' } = hiddenFields(page.text, action);
  const sheets = await readSheets(await browser.bytes(url + action, { token }), 'x.xlsx');
  const lines = sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.join('|')));
  const inTable = lines.flatMap((line) => /^([\p{Script=Han}、]+)\|100\.00\|\d+/u.exec(line)?.[1] ?? []);
  expect(inTable.filter((line) => line !== '总的平均')).toEqual(groups);
  const told = text.includes('总的：') || text.includes('份回答了这一题');
  expect(lines.some((line) => line.startsWith('总的平均'))).toBe(told);
  const sums = groups.map((names) => vector(names.split('、')));
  const ofAll = sums.reduce((all, row) => all.map((is, at) => Math.max(is, row[at] ?? 0)), [0, 0, 0]);
  const isOwnShown = /关于您自己：平均/.test(text);
  return [...sums, ...(told ? [ofAll] : []), ...(isOwnShown ? [vector([viewer])] : [])];
}

function textOf(page: string): string {
  return page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}
