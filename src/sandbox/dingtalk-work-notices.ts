/**
 * Work notifications (page `asynchronous-sending-of-enterprise-session-messages`): accepted now, and only the
 * result query tells that a repeated content was swallowed.
 */

import { type Answer, oldError, oldOk } from './dingtalk-answers.ts';
import { shanghaiDay } from './dingtalk-meter.ts';
import { fieldsOf, type Phones, textOf, webhookBubble } from './dingtalk-phones.ts';
import type { DoubleDependencies } from './double.ts';

type Fields = Readonly<Record<string, unknown>>;

const recipientLimit = 100;
const messageLimitBytes = 2048;
const duplicateContent = 143106;

interface Task {
  readonly doneAt: number;
  readonly invalid: readonly string[];
  readonly duplicates: readonly string[];
  readonly failed: readonly string[];
  readonly shown: readonly string[];
}

export interface WorkNotices {
  /** `isLost`: the platform says success and nothing arrives; the result lists everybody as failed. */
  send(body: Fields, isLost: boolean): Answer;
  progress(body: Fields): Answer;
  result(body: Fields): Answer;
}

export interface WorkNoticeSettings {
  readonly agentId: string;
  /** From acceptance to the end of the job. */
  readonly delayMs: number;
}

export function createWorkNotices(
  deps: DoubleDependencies,
  phones: Phones,
  settings: WorkNoticeSettings,
): WorkNotices {
  const tasks = new Map<string, Task>();
  const sentToday = new Set<string>();
  const nowMs = () => deps.clock.now().getTime();

  function isFirstToday(userId: string, message: string): boolean {
    const key = `${shanghaiDay(deps.clock.now())} ${userId} ${message}`;
    const isFirst = !sentToday.has(key);
    sentToday.add(key);
    return isFirst;
  }

  function send(body: Fields, isLost: boolean): Answer {
    const message = JSON.stringify(body['msg'] ?? null);
    const ids = textOf(body['userid_list'])
      .split(',')
      .filter((id) => id !== '');
    const bubble = webhookBubble(fieldsOf(body['msg']));
    if (textOf(body['agent_id']) !== settings.agentId) return oldError(40056);
    if (ids.length > recipientLimit || bubble === undefined) return oldError(40035);
    if (Buffer.byteLength(message) > messageLimitBytes) return oldError(40035);
    const known = ids.filter((id) => phones.person(id) !== undefined);
    if (known.length === 0) return oldError(33012);

    const reached = isLost ? [] : known.filter((id) => isFirstToday(id, message));
    for (const id of reached) phones.show(id, { from: 'program', via: 'push' }, bubble);
    const taskId = String(256_271_667_000 + tasks.size);
    tasks.set(taskId, {
      doneAt: nowMs() + settings.delayMs,
      invalid: ids.filter((id) => phones.person(id) === undefined),
      duplicates: isLost ? [] : known.filter((id) => !reached.includes(id)),
      failed: isLost ? known : [],
      shown: reached,
    });
    return oldOk({ task_id: Number(taskId) });
  }

  function withTask(body: Fields, answer: (task: Task, isDone: boolean) => Answer): Answer {
    const task = tasks.get(textOf(body['task_id']));
    return task === undefined ? oldError(40035) : answer(task, nowMs() >= task.doneAt);
  }

  return {
    send,
    progress: (body) =>
      withTask(body, (_, isDone) =>
        oldOk({ progress: { progress_in_percent: isDone ? 100 : 0, status: isDone ? 2 : 1 } }),
      ),
    result: (body) => withTask(body, (task, isDone) => oldOk({ send_result: isDone ? resultOf(task) : {} })),
  };
}

function resultOf(task: Task): Fields {
  return {
    invalid_user_id_list: task.invalid,
    forbidden_user_id_list: task.duplicates,
    failed_user_id_list: task.failed,
    read_user_id_list: [],
    unread_user_id_list: task.shown,
    invalid_dept_id_list: [],
    forbidden_list: task.duplicates.map((userid) => ({ code: duplicateContent, count: 1, userid })),
  };
}
