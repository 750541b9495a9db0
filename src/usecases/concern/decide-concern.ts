/** The reporter's answer about a concern: raise it, only record it, or take it for harmless. */
import type { Told } from '../../domain/concern/whom-to-tell.ts';
import type { Concern } from '../../storage/concerns.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { peopleCalled } from '../school/people-called.ts';
import { trace } from './concern-scene.ts';
import { describeTold, roleWord } from './describe-told.ts';
import { raiseConcern } from './raise-concern.ts';

export type Decision = 'raise' | 'note' | 'harmless';

/** `mark` where a button says which question is meant; else the newest that waits. */
export async function decideConcern(
  scene: MessageScene,
  decision: Decision,
  { mark, name }: { readonly mark?: string; readonly name?: string } = {},
): Promise<Acted> {
  const waiting = await scene.tables.concerns.waitingOf(scene.person.id, mark);
  const [first] = waiting;
  if (first === undefined)
    return { intent: 'concern_decided_before', reply: scene.cards.fill('concern_decided_before', {}) };
  const named = name === undefined ? waiting : await nameChild(scene, waiting, name);
  const about = named.length === 1 ? named[0]?.studentId : undefined;
  const aboutStudent = about === undefined ? {} : { aboutStudentId: about };
  if (decision === 'raise') return { ...(await raiseAll(scene, named)), ...aboutStudent };
  const [state, verb] =
    decision === 'note' ? (['noted', 'concern_noted'] as const) : (['harmless', 'concern_harmless'] as const);
  for (const concern of named) {
    if (await scene.tables.concerns.decide(concern.id, state, scene.now)) await trace(scene, concern, verb);
  }
  return { intent: verb, reply: scene.cards.fill(verb, {}), ...aboutStudent };
}

/** A name that is one child's is put to what waits without a name. */
async function nameChild(
  scene: MessageScene,
  waiting: readonly Concern[],
  written: string,
): Promise<readonly Concern[]> {
  const children = peopleCalled(scene.roster, written).filter(({ kind }) => kind === 'student');
  const [child] = children;
  if (child === undefined || children.length > 1) return waiting;
  const named: Concern[] = [];
  for (const concern of waiting) {
    if (concern.studentId === undefined) await scene.tables.concerns.name(concern, child.id);
    named.push((await scene.tables.concerns.find(concern.id)) ?? concern);
  }
  return named;
}

async function raiseAll(scene: MessageScene, concerns: readonly Concern[]): Promise<Acted> {
  const tolds: Told[] = [];
  for (const concern of concerns) {
    const told = await raiseConcern(scene, concern);
    if (told !== undefined) tolds.push(told);
  }
  const recipients = tolds.flatMap((told) => told.recipients);
  const missing = [...new Set(tolds.flatMap((told) => told.missing))];
  return {
    intent: 'concern_raised',
    reply: scene.cards.fill('concern_told', {
      who: recipients.length === 0 ? undefined : describeTold(scene, recipients),
      missing: missing.length === 0 ? undefined : missing.map((role) => roleWord(scene, role)),
    }),
  };
}
