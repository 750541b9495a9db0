/** A person's id on the platforms: the id of the scenario where a platform would take it. */
import { createHash } from 'node:crypto';

export function userIdOf(personId: string): string {
  if (/^[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}$/.test(personId)) return personId;
  return `u${createHash('sha256').update(personId).digest('hex').slice(0, 16)}`;
}
