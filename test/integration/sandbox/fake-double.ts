import type { Platform } from '../../../src/domain/vocabulary.ts';
import type { DeliveredCallback, PhoneMessage, PlatformDouble } from '../../../src/sandbox/double.ts';

/** A double without a wire: it keeps what the page did, and answers from a script. */
export interface FakeDouble extends PlatformDouble {
  readonly done: readonly unknown[];
  /** Puts a bubble on a phone, as the program would. */
  show(userId: string, message: Partial<PhoneMessage>): void;
  /** What the next callbacks come to. */
  answerWith(delivered: DeliveredCallback): void;
  /** Held back until the given promise ends. */
  holdUntil(gate: Promise<void>): void;
}

const delivered: DeliveredCallback = { statuses: [200], acknowledged: true };

export function aFakeDouble(platform: Platform, now: () => Date): FakeDouble {
  const phones = new Map<string, PhoneMessage[]>();
  const listeners: ((userId: string, message: PhoneMessage) => void)[] = [];
  const done: unknown[] = [];
  let count = 0;
  let answer = delivered;
  let gate = Promise.resolve();

  function show(userId: string, part: Partial<PhoneMessage>): void {
    count += 1;
    const message: PhoneMessage = {
      number: count,
      at: now(),
      from: 'program',
      via: 'reply',
      form: 'text',
      title: '',
      text: '',
      buttons: [],
      taskId: '',
      ...part,
    };
    phones.set(userId, [...(phones.get(userId) ?? []), message]);
    for (const listener of listeners) listener(userId, message);
  }

  async function deliver(act: Record<string, unknown>, after: () => void): Promise<DeliveredCallback> {
    await gate;
    done.push(act);
    if (answer.acknowledged) after();
    return answer;
  }

  return {
    platform,
    baseUrl: 'http://127.0.0.1:1',
    done,
    show,
    answerWith: (next) => {
      answer = next;
    },
    holdUntil: (next) => {
      gate = next;
    },
    setPeople: () => undefined,
    setCallbackUrl: () => undefined,
    opening: (userId, url) => `http://127.0.0.1:1/phone/open?user=${userId}&url=${encodeURIComponent(url)}`,
    say: (userId, text, options) =>
      deliver({ act: 'say', userId, text, options }, () => {
        show(userId, { from: 'person', text });
        show(userId, replyTo(platform, text, options?.group === true));
      }),
    speak: (userId, text) =>
      deliver({ act: 'speak', userId, text }, () => {
        show(userId, { from: 'person', text: platform === 'wecom' ? '［语音］' : `［语音］${text}` });
        show(userId, { text: '听到一条语音，请再写成一句话。' });
      }),
    sendPicture: (userId) =>
      deliver({ act: 'sendPicture', userId }, () => show(userId, { from: 'person', text: '［图片］' })),
    menu: () =>
      platform === 'wecom'
        ? [
            { text: '待办', key: 'due' },
            { text: '更多', entries: [{ text: '帮助', key: 'help' }] },
          ]
        : [],
    choose: (userId, key) => deliver({ act: 'choose', userId, key }, () => show(userId, { text: key })),
    press: (userId, number, key, selections) =>
      deliver({ act: 'press', userId, number, key, selections }, () => {
        const kept = (phones.get(userId) ?? []).map((message) =>
          message.number === number ? { ...message, buttons: [] } : message,
        );
        phones.set(userId, kept);
        show(userId, { text: '已撤销。' });
      }),
    enter: (userId) =>
      deliver({ act: 'enter', userId }, () =>
        show(userId, { text: '您好，我是导师助手。\n和学生谈完，发一句话给我就行。' }),
      ),
    deliverAgain: () => Promise.resolve(answer),
    messages: (userId) => phones.get(userId) ?? [],
    calls: () => [],
    setFault: () => undefined,
    onMessage: (listener) => {
      listeners.push(listener);
    },
    close: () => Promise.resolve(),
  };
}

function replyTo(platform: Platform, text: string, isGroup: boolean): Partial<PhoneMessage> {
  if (isGroup) return { text: '学生的事不在群里说，请私聊我。' };
  if (text === '待办') {
    return {
      form: 'card',
      title: '本周还差 3 位',
      text: '沈一诺　还没谈（周五前）\n欧阳思远　还没谈（周五前）\n马可　上次没碰上，再约一次',
      buttons: [
        { key: 'plan', text: '三条开场白' },
        { key: 'snooze', text: '晚点再说' },
      ],
      link: { text: '看全部', url: 'http://127.0.0.1:3000/me' },
    };
  }
  return platform === 'wecom'
    ? {
        form: 'card',
        title: '记下了',
        text: `沈一诺 · 面谈 · 今天中午 · 20 分钟\n“${text}”\n本周还差 2 位。`,
        buttons: [{ key: 'undo', text: '撤销' }],
      }
    : {
        form: 'markdown',
        text: `### 记下了\n\n**沈一诺** · 面谈 · 今天中午  \n“${text}”  \n本周还差 **2** 位。`,
        buttons: [{ key: '撤销', text: '撤销' }],
      };
}
