/** What a visitor can do on the page. Each act ends when the program has answered, with a word
 * for the visitor, empty where the phones say it all. */
import type { DeliveredCallback } from '../double.ts';
import type { SandboxDeps } from '../sandbox-control.ts';
import type { ClockMover } from './clock-mover.ts';
import { canWrite, findPhone, type Phone } from './phone.ts';
import type { PushFeed } from './push-feed.ts';
import { SandboxRefusal } from './refusal.ts';
import type {
  ChooseRequest,
  ClockRequest,
  EnterRequest,
  PictureRequest,
  PressRequest,
  SayRequest,
  SpeakRequest,
} from './requests.ts';
import { momentText } from './time-text.ts';

export interface Acts {
  readonly say: (request: SayRequest) => Promise<string>;
  readonly speak: (request: SpeakRequest) => Promise<string>;
  readonly sendPicture: (request: PictureRequest) => Promise<string>;
  readonly choose: (request: ChooseRequest) => Promise<string>;
  readonly press: (request: PressRequest) => Promise<string>;
  readonly enter: (request: EnterRequest) => Promise<string>;
  readonly moveClock: (request: ClockRequest) => Promise<string>;
}

export function createActs(deps: SandboxDeps, feed: PushFeed, mover: ClockMover): Acts {
  async function writerOf(key: string): Promise<Phone> {
    const phone = findPhone(await deps.people(), key);
    if (!phone) throw new SandboxRefusal(404, '没有这个人，请重新选一个。');
    if (!canWrite(phone)) throw new SandboxRefusal(409, '家长和学生在企业微信里不能给助手写字。');
    return phone;
  }

  return {
    async say({ phone: key, text, group }) {
      const { platform, userId } = await writerOf(key);
      const options = group ? { group: true, mentionsBot: true } : {};
      return wordFor(await deps.doubles[platform].say(userId, text, options));
    },
    async speak({ phone: key, text }) {
      const { platform, userId } = await writerOf(key);
      return wordFor(await deps.doubles[platform].speak(userId, text));
    },
    async sendPicture({ phone: key }) {
      const { platform, userId } = await writerOf(key);
      return wordFor(await deps.doubles[platform].sendPicture(userId));
    },
    async choose({ phone: key, key: entry }) {
      const { platform, userId } = await writerOf(key);
      return wordFor(await deps.doubles[platform].choose(userId, entry));
    },
    async press({ phone: key, number, key: button, selections }) {
      const { platform, userId } = await writerOf(key);
      const double = deps.doubles[platform];
      const message = double.messages(userId).find((each) => each.number === number);
      if (!message?.buttons.some((each) => each.key === button)) {
        throw new SandboxRefusal(404, '这个按钮已经不在了。');
      }
      return wordFor(await double.press(userId, number, button, selections));
    },
    async enter({ phone: key }) {
      const { platform, userId } = await writerOf(key);
      return wordFor(await deps.doubles[platform].enter(userId));
    },
    async moveClock(request) {
      const before = feed.pushCount();
      const reached = await mover.move(request);
      const count = feed.pushCount() - before;
      const pushed = count === 0 ? '其间没有推送' : `其间推送 ${count} 条`;
      return `到了 ${momentText(reached)}，${pushed}。`;
    },
  };
}

function wordFor(delivered: DeliveredCallback): string {
  if (delivered.statuses.length === 0) return '平台没有把它转给程序。';
  if (delivered.acknowledged) return '';
  const statuses = delivered.statuses.map((status) => (status === 0 ? '没有回应' : String(status)));
  throw new SandboxRefusal(502, `程序没有收下（${statuses.join('、')}）。`);
}
