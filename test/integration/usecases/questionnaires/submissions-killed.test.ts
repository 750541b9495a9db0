/** Sheets handed in by processes that are killed: what was taken is there, nothing is there twice. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { KeyRing } from '../../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../../src/storage/private-words.ts';
import { createStorage } from '../../../../src/storage/storage.ts';
import { aFolder, onEachDatabase } from '../../../support/databases.ts';
import { aRound } from '../../../support/questionnaires.ts';

const child = fileURLToPath(new URL('../../../support/submit-child.mjs', import.meta.url));
const at = new Date('2026-11-17T11:00:00Z');
const sheets = 160;
/** Killed when so many sheets more were taken. */
const lives = [37, 64];

onEachDatabase('sheets handed in while the program is killed', (database) => {
  test('are neither lost nor doubled', async () => {
    const storage = createStorage(database(), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
    const schoolId = randomUUID();
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
        createdAt: at,
      });
    });
    const people = Array.from({ length: sheets }, (_, index) => `pupil-${index}`);
    const { questionnaireId } = await aRound(
      { storage, newId: randomUUID },
      {
        schoolId,
        invitations: people.map((personId) => ({ personId, studentId: personId, mentorId: 'mentor' })),
      },
    );
    const invitations = (await storage.invitations.list(questionnaireId)).map(({ id, personId }) => ({
      id,
      personId,
    }));
    const folder = aFolder();
    const file = join(folder.path, 'sheets.json');
    const acknowledged = new Set<string>();
    for (const life of [...lives, sheets]) {
      const left = invitations.filter(({ id }) => !acknowledged.has(id));
      writeFileSync(file, JSON.stringify({ schoolId, at: at.toISOString(), invitations: left }));
      for (const id of await handIn(database().url, file, life)) acknowledged.add(id);
    }
    folder.remove();

    const used = (await storage.invitations.list(questionnaireId)).filter(({ isUsed }) => isUsed);
    expect(used).toHaveLength(sheets);
    expect(await storage.answers.count(questionnaireId)).toBe(sheets);
  });
});

/** The ids taken in one life, which ends with SIGKILL after so many of them. */
function handIn(url: string, file: string, life: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, url, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    running.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > life) running.kill('SIGKILL');
    });
    running.once('error', reject);
    running.once('close', () => resolve(output.split('\n').filter((line) => line !== '')));
  });
}
