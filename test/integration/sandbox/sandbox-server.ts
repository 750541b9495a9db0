import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { asset, type PageAssets, pageAssets } from '../../../src/sandbox/page/assets.ts';
import type { SandboxClock, SandboxPerson } from '../../../src/sandbox/sandbox-control.ts';
import { createSandboxRoutes } from '../../../src/sandbox/sandbox-routes.ts';
import { aFakeDouble, type FakeDouble } from './fake-double.ts';

export interface SandboxServer {
  readonly url: string;
  readonly doubles: { readonly wecom: FakeDouble; readonly dingtalk: FakeDouble };
  readonly clock: FakeClock;
  close(): Promise<void>;
}

/** Thursday. */
export const startAt = new Date('2026-09-03T12:40:00+08:00');
export const dueAt = new Date('2026-09-03T16:00:00+08:00');

interface FakeClock extends SandboxClock {
  /** What a move takes in real time. */
  moveLastsMs: number;
}

const someAssets: PageAssets = pageAssets(
  (name) => asset('text/javascript; charset=utf-8', `/* ${name} */`),
  asset('text/css; charset=utf-8', '/* style */'),
);

function aSandboxPerson(part: Partial<SandboxPerson> = {}): SandboxPerson {
  return {
    id: 'p1',
    name: '林晓燕',
    title: '五年级2班 班主任 · 导师',
    kinds: ['mentor', 'homeroom'],
    ids: { wecom: 'linxiaoyan', dingtalk: 'ding-lin' },
    examples: ['中午和沈一诺谈了二十分钟，作业有进步', '给欧阳思远妈妈打电话没人接', '待办', '帮助', '撤销'],
    ...part,
  };
}

const somePeople: readonly SandboxPerson[] = [
  aSandboxPerson(),
  aSandboxPerson({
    id: 'p2',
    name: '欧阳文博',
    title: '六年级1班 数学 · 导师',
    kinds: ['mentor'],
    ids: { wecom: 'ouyang', dingtalk: 'ding-ouyang' },
  }),
  aSandboxPerson({
    id: 'p3',
    name: '周建国',
    title: '德育主任',
    kinds: ['leader', 'staff'],
    ids: { wecom: 'zhoujianguo' },
    examples: ['待办'],
  }),
  aSandboxPerson({
    id: 'p4',
    name: '沈国强',
    title: '沈一诺的爸爸',
    kinds: ['guardian'],
    ids: { dingtalk: 'ding-shen' },
    examples: [],
  }),
  ...Array.from({ length: 60 }, (_, index) =>
    aSandboxPerson({
      id: `s${index}`,
      name: `学生${index}`,
      title: '五年级2班 学生',
      kinds: ['student'],
      ids: { wecom: `s${index}` },
      examples: [],
    }),
  ),
];

export async function startSandboxServer(
  options: { people?: readonly SandboxPerson[]; assets?: PageAssets } = {},
): Promise<SandboxServer> {
  let now = startAt;
  const people = options.people ?? somePeople;
  const doubles = {
    wecom: aFakeDouble('wecom', () => now),
    dingtalk: aFakeDouble('dingtalk', () => now),
  };
  const clock: FakeClock = {
    moveLastsMs: 0,
    now: () => now,
    isSchoolDay: () => Promise.resolve(true),
    nextDueAt: () => Promise.resolve(now < dueAt ? dueAt : undefined),
    moveTo: async (at) => {
      await new Promise((resolve) => setTimeout(resolve, clock.moveLastsMs));
      if (now < dueAt && at >= dueAt) {
        now = dueAt;
        for (const person of people.filter((each) => each.kinds.includes('mentor'))) {
          doubles.wecom.show(person.ids.wecom ?? '', {
            via: 'push',
            form: 'card',
            title: '本周还差 2 位',
            text: '欧阳思远、马可还没谈，周五前谈一次就好。',
            buttons: [{ key: 'later', text: '知道了' }],
          });
        }
      }
      now = at;
    },
  };
  const app = new Koa();
  app.silent = true;
  app.use(
    createSandboxRoutes(
      { doubles, people: () => Promise.resolve(people), clock, ownAddress: () => 'http://127.0.0.1:3000' },
      () => options.assets ?? someAssets,
    ).routes(),
  );
  const server = createServer((request, response) => void app.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    doubles,
    clock,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
