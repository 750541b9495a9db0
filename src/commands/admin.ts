/** `daoshi admin invite`: prints a link by which one teacher becomes administrator, once, within a day. */
import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { createIdSource } from '../new-ids.ts';
import { inviteExpiry } from '../usecases/sign-in/accept-invite.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { ensureLiveSchool } from './live-school.ts';
import { withDatabase } from './open-beside.ts';
import type { Terminal } from './terminal.ts';

export interface AdminParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

export async function admin(parts: AdminParts, args: readonly string[]): Promise<number> {
  const { config, clock, words, terminal } = parts;
  const { positionals } = readArguments('admin', { args: [...args], options: {}, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== 'invite')
    throw new UsageError('admin', words.say('admin_what', {}));
  return withDatabase(config, async ({ storage }) => {
    const school = await ensureLiveSchool(
      { storage, newId: createIdSource(clock) },
      { config, now: clock.now() },
    );
    const token = randomBytes(32).toString('hex');
    const createdAt = clock.now();
    await storage.adminInvites.add({
      tokenHash: createHash('sha256').update(token).digest('hex'),
      schoolId: school.id,
      createdAt,
      expiresAt: inviteExpiry(createdAt),
    });
    const origin = config.http.publicUrl ?? `http://127.0.0.1:${config.http.port}`;
    terminal.print(words.say('admin_invite', { link: `${origin}/console/invite/${token}` }));
    if (config.http.publicUrl === undefined) terminal.print(words.say('admin_no_address', {}));
    return 0;
  });
}
