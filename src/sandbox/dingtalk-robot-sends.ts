/** What the program sends through the robot: single chats in batches, and answers to a session address. */

import { type Answer, newError, ok, oldError, oldOk } from './dingtalk-answers.ts';
import { fieldsOf, type Phones, robotBubble, textOf, webhookBubble } from './dingtalk-phones.ts';
import type { DoubleDependencies } from './double.ts';

type Fields = Readonly<Record<string, unknown>>;

const recipientLimit = 20;
const parameterLimitBytes = 15_000;
/** The samples of page `receive-message` show 90 minutes. */
const sessionLifeMs = 90 * 60 * 1000;

interface Session {
  readonly id: string;
  readonly expiresAt: Date;
}

export interface RobotSends {
  openSession(userId: string): Session;
  /** People whom the platform holds back for now. */
  holdBack(userIds: readonly string[]): void;
  batchSend(body: Fields, isLost: boolean): Answer;
  sendBySession(sessionId: string, body: Fields, isLost: boolean): Answer;
}

export function createRobotSends(deps: DoubleDependencies, phones: Phones, robotCode: string): RobotSends {
  const sessions = new Map<string, { readonly userId: string; readonly expiresAt: Date }>();
  const answeredUuids = new Set<string>();
  let heldBack: readonly string[] = [];

  /** The page speaks of staff; an id outside the app's range comes back as invalid. */
  const canChat = (id: string) => {
    const kind = phones.person(id)?.kind;
    return kind !== undefined && kind !== 'guardian';
  };

  function batchSend(body: Fields, isLost: boolean): Answer {
    const userIds = Array.isArray(body['userIds']) ? body['userIds'].map(textOf) : [];
    const parameters = body['msgParam'];
    if (body['robotCode'] !== robotCode) return newError(400, 'invalidParameter.robotCode.notExsit');
    if (userIds.length === 0) return newError(400, 'invalidParameter.userIds.empty');
    if (userIds.length > recipientLimit) return newError(400, 'invalidParameter.userIds.overMax');
    if (typeof parameters !== 'string') return newError(400, 'invalidParameter.msgParam.invalid');
    if (Buffer.byteLength(parameters) > parameterLimitBytes) {
      return newError(400, 'invalidParameter.msgParam.tooLong');
    }
    const bubble = robotBubble(textOf(body['msgKey']), parseFields(parameters));
    if (bubble === undefined) return newError(400, 'invalidParameter.msgKey.invalid');

    const invalid = userIds.filter((id) => !canChat(id));
    const held = userIds.filter((id) => canChat(id) && heldBack.includes(id));
    const reached = isLost ? [] : userIds.filter((id) => canChat(id) && !heldBack.includes(id));
    for (const id of reached) phones.show(id, { from: 'program', via: 'push' }, bubble);
    return ok({
      processQueryKey: `pqk-${deps.newId()}`,
      invalidStaffIdList: invalid,
      flowControlledStaffIdList: held,
    });
  }

  function sendBySession(sessionId: string, body: Fields, isLost: boolean): Answer {
    const session = sessions.get(sessionId);
    if (session === undefined) return newError(400, 'session.notExisted');
    if (session.expiresAt <= deps.clock.now()) return newError(400, 'session.expired');
    const bubble = webhookBubble(body);
    if (bubble === undefined) return oldError(400105);
    const uuid = textOf(body['msgUuid']);
    const isRepeat = uuid !== '' && answeredUuids.has(uuid);
    answeredUuids.add(uuid);
    if (!isRepeat && !isLost) phones.show(session.userId, { from: 'program', via: 'reply' }, bubble);
    return oldOk();
  }

  return {
    openSession: (userId) => {
      const id = `session${deps.newId().replace(/[^A-Za-z0-9]/gu, '')}`;
      const expiresAt = new Date(deps.clock.now().getTime() + sessionLifeMs);
      sessions.set(id, { userId, expiresAt });
      return { id, expiresAt };
    },
    holdBack: (userIds) => {
      heldBack = userIds;
    },
    batchSend,
    sendBySession,
  };
}

function parseFields(json: string): Fields {
  try {
    return fieldsOf(JSON.parse(json));
  } catch {
    return {};
  }
}
