/** The calls that put something on phones: message/send, the school notice, update_template_card. */
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { updateCard } from './wecom-card-update.ts';
import { type CheckedMessage, checkMessage, isFault } from './wecom-message-kinds.ts';
import type { Phones } from './wecom-phones.ts';
import { createRepeatCheck, type RepeatCheck } from './wecom-repeats.ts';
import type { ResponseCodes } from './wecom-response-codes.ts';
import type { WireFault } from './wecom-template-card.ts';

export type CallAnswer = Readonly<Record<string, unknown>> & { readonly errcode: number };
export type SendCall = (
  body: unknown,
  mode: { readonly deliver: boolean; readonly query: URLSearchParams },
) => CallAnswer | WireFault;

export interface SendCallDeps {
  readonly agentId: number;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly phones: Phones;
  readonly codes: ResponseCodes;
  /** Cards that call back need an address to call (43012). */
  readonly hasCallback: () => boolean;
}

interface Memory {
  readonly repeats: RepeatCheck;
  /** A task id is good for one message of the app, for ever. */
  readonly taskIds: Set<string>;
}

const envelope = z.looseObject({
  agentid: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]),
});

const joinedIds = z
  .string()
  .catch('')
  .transform((joined) => joined.split('|').filter((id) => id !== ''));
const members = z.looseObject({ touser: joinedIds });

const ids = z.array(z.string()).catch([]);
const parents = z.looseObject({ to_parent_userid: ids, toall: z.int().catch(0) });

export function createSendCalls(deps: SendCallDeps): ReadonlyMap<string, SendCall> {
  const memory: Memory = { repeats: createRepeatCheck(deps.clock), taskIds: new Set() };
  return new Map<string, SendCall>([
    ['/cgi-bin/message/send', (body, mode) => sendToMembers(deps, memory, body, mode.deliver)],
    [
      '/cgi-bin/externalcontact/message/send',
      (body, mode) => sendToParents(deps, memory, body, mode.deliver),
    ],
    ['/cgi-bin/message/update_template_card', (body) => updateCard(deps, body)],
  ]);
}

const ok = { errcode: 0, errmsg: 'ok' };

function sendToMembers(deps: SendCallDeps, memory: Memory, body: unknown, deliver: boolean) {
  const { phones } = deps;
  const asked = members.safeParse(body).data?.touser ?? [];
  const everybody = phones.people().filter(({ kind }) => kind === 'staff');
  const to = asked.includes('@all') ? everybody.map(({ userId }) => userId) : asked;
  const { known, unknown } = splitBy(to, (id) => phones.find(id)?.kind === 'staff');

  const checked = checkCall(deps, body, 'members', to, known);
  if (isFault(checked)) return checked;
  if (!memory.repeats.isRepeat(body)) {
    const taskId = checked.card?.task_id;
    if (taskId !== undefined && memory.taskIds.has(taskId))
      return { errcode: 42014, about: 'task_id used before' };
    if (taskId !== undefined) memory.taskIds.add(taskId);
    deliverTo(phones, known, checked, deliver);
  }
  return {
    ...ok,
    invaliduser: unknown.map((id) => id.toLowerCase()).join('|'),
    msgid: `msg-${deps.newId()}`,
    ...(checked.card === undefined ? {} : { response_code: deps.codes.issue(checked.card.task_id) }),
  };
}

function sendToParents(deps: SendCallDeps, memory: Memory, body: unknown, deliver: boolean) {
  const { phones } = deps;
  const asked = parents.safeParse(body).data;
  const everybody = phones.people().filter(({ kind }) => kind === 'guardian');
  const to = asked?.toall === 1 ? everybody.map(({ userId }) => userId) : (asked?.to_parent_userid ?? []);
  const { known, unknown } = splitBy(to, (id) => {
    const person = phones.find(id);
    return person?.kind === 'guardian' && person.subscribed;
  });

  const checked = checkCall(deps, body, 'parents', to, known);
  if (isFault(checked)) return checked;
  if (!memory.repeats.isRepeat(body)) deliverTo(phones, known, checked, deliver);
  return { ...ok, invalid_parent_userid: unknown, invalid_student_userid: [], invalid_party: [] };
}

function checkCall(
  deps: SendCallDeps,
  body: unknown,
  kind: 'members' | 'parents',
  to: readonly string[],
  known: readonly string[],
): CheckedMessage | WireFault {
  const { data } = envelope.safeParse(body);
  if (data === undefined) return { errcode: 41011, about: 'agentid' };
  if (data.agentid !== deps.agentId) return { errcode: 301002, about: 'agentid' };
  if (to.length === 0) return { errcode: 82001, about: 'recipients' };
  if (to.length > 1000) return { errcode: 40032, about: 'recipients' };
  const checked = checkMessage(body, kind);
  if (isFault(checked)) return checked;
  if (checked.card !== undefined && !deps.hasCallback()) return { errcode: 43012, about: 'callback url' };
  return known.length === 0 ? { errcode: 81013, about: 'all recipients' } : checked;
}

function deliverTo(
  phones: Phones,
  to: readonly string[],
  { bubble }: CheckedMessage,
  deliver: boolean,
): void {
  for (const id of new Set(to.map((id) => phones.find(id)?.userId ?? id))) {
    if (deliver) phones.push(id, bubble);
    else phones.drop(id, 'silent_drop');
  }
}

function splitBy(
  to: readonly string[],
  isKnown: (id: string) => boolean,
): { known: string[]; unknown: string[] } {
  return { known: to.filter(isKnown), unknown: to.filter((id) => !isKnown(id)) };
}
