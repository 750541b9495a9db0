import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { PhoneMessage } from '../../../src/sandbox/double.ts';
import { asset, type PageAssets, pageAssets } from '../../../src/sandbox/page/assets.ts';
import { Bubble } from '../../../src/sandbox/page/bubble.tsx';
import { FeedList } from '../../../src/sandbox/page/feed-panel.tsx';
import {
  type PageView,
  renderPickerPage,
  renderSandboxPage,
  renderTroublePage,
} from '../../../src/sandbox/page/page.tsx';
import type { SandboxPerson } from '../../../src/sandbox/sandbox-control.ts';

const attack = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;
const now = new Date('2026-09-03T16:00:00+08:00');

const assets: PageAssets = pageAssets(() => asset('text/javascript', ''), asset('text/css', ''));

function aMessage(part: Partial<PhoneMessage> = {}): PhoneMessage {
  return {
    number: 1,
    at: now,
    from: 'program',
    via: 'reply',
    form: 'text',
    title: '',
    text: '',
    buttons: [],
    taskId: '',
    ...part,
  };
}

function aPerson(part: Partial<SandboxPerson> = {}): SandboxPerson {
  return {
    id: 'p1',
    name: '林晓燕',
    title: '五年级2班 班主任 · 导师',
    kinds: ['mentor'],
    ids: { wecom: 'lin', dingtalk: 'ding-lin' },
    examples: [],
    ...part,
  };
}

function aView(part: Partial<PageView> = {}): PageView {
  return {
    clock: { now, isSchoolDay: true, nextDueAt: undefined, movingTo: undefined },
    phones: [],
    pinned: [],
    pushes: [],
    pushCount: 0,
    changes: 0,
    people: [],
    ...part,
  };
}

function bubbleHtml(message: PhoneMessage, phone = 'wecom:p1'): string {
  return renderToString(<Bubble phone={phone} message={message} pinned={['wecom:p1']} />);
}

describe('text from outside', () => {
  test.each(['text', 'markdown', 'card', 'news'] as const)(
    'a %s message stays text in every field',
    (form) => {
      const html = bubbleHtml(
        aMessage({
          form,
          title: attack,
          text: attack,
          buttons: [{ key: attack, text: attack }],
          link: { text: attack, url: 'https://example.org/?a="><script>' },
          taskId: attack,
        }),
      );
      expect(html).not.toMatch(/<script|<img/);
    },
  );

  test('names, titles, examples and ids stay text on the whole page', () => {
    const person = aPerson({
      id: attack,
      name: attack,
      title: attack,
      ids: { wecom: attack, dingtalk: attack },
      examples: [attack],
    });
    const key = `wecom:${attack}`;
    const message = aMessage({ via: 'push', title: attack, text: attack });
    const html = renderSandboxPage(
      assets,
      aView({
        phones: [{ phone: { platform: 'wecom', person, userId: attack }, messages: [message] }],
        pinned: [key],
        pushes: [
          { platform: 'wecom', userId: attack, message },
          { platform: 'dingtalk', userId: `nobody ${attack}`, message },
        ],
        people: [person],
      }),
    );
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
  });

  test('what was searched for stays text in the list of people', () => {
    const html = renderPickerPage(assets, {
      aim: { slot: 0, pinned: [attack], platform: 'wecom' },
      words: attack,
      kind: undefined,
      kinds: ['mentor'],
      found: { people: [aPerson({ id: attack, name: attack, title: attack })], more: 0 },
    });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
  });

  test('the words of a refusal stay text', () => {
    expect(renderTroublePage(assets, attack, '/sandbox').match(/<script/g)).toHaveLength(2);
  });
});

describe('a bubble', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', ''])(
    'offers no link to %j',
    (url) => {
      const html = bubbleHtml(aMessage({ text: `看 ${url}`, link: { text: '打开', url } }));
      expect(html).not.toContain('<a ');
    },
  );

  test('opens web addresses in a window of their own that cannot reach back', () => {
    const html = bubbleHtml(aMessage({ link: { text: '去看看', url: 'https://school.example/f/abc' } }));
    expect(html).toContain(
      '<a class="link" href="https://school.example/f/abc" target="_blank" rel="noopener noreferrer">去看看</a>',
    );
  });

  test("opens the program's own pages as on that phone", () => {
    const html = bubbleHtml(aMessage({ link: { text: '打开', url: 'http://127.0.0.1:3000/me' } }));
    expect(html).toContain(
      'href="/sandbox/open?phone=wecom%3Ap1&amp;url=http%3A%2F%2F127.0.0.1%3A3000%2Fme"',
    );
  });

  test('makes an address inside a text a link and stops at Chinese punctuation', () => {
    const html = bubbleHtml(aMessage({ text: '请看 https://example.org/a?b=1，谢谢。' }));
    expect(html).toContain('href="https://example.org/a?b=1"');
    expect(html).toContain('</a>，谢谢。');
  });

  test('shows of markdown only bold, headings and line breaks', () => {
    const html = bubbleHtml(
      aMessage({
        form: 'markdown',
        text: '### 记下了\n\n**沈一诺** · 面谈  \n[看](javascript:alert(1)) <b>x</b>',
      }),
    );
    expect(html).toContain('<strong>记下了</strong><br/><strong>沈一诺</strong> · 面谈<br/>');
    expect(html).toContain('[看](javascript:alert(1)) &lt;b>x&lt;/b>');
  });

  test('shows a DingTalk title only where the text begins with it, and no link twice', () => {
    const message = aMessage({
      form: 'card',
      title: '记下了',
      text: '记下了\n**沈一诺** 面谈\n撤销\n看全部',
      buttons: [{ key: '撤销', text: '撤销' }],
      link: { text: '看全部', url: 'http://127.0.0.1:3000/me' },
    });
    const html = bubbleHtml(message, 'dingtalk:p1');
    expect(html).toContain('<h4 class="bubble-title">记下了</h4>');
    expect(html).toContain('<p class="bubble-text"><strong>沈一诺</strong> 面谈</p>');
    expect(html.match(/记下了|看全部/g)).toHaveLength(2);
    expect(bubbleHtml({ ...message, title: '只在列表里' }, 'dingtalk:p1')).not.toContain('只在列表里');
  });

  test('marks what came by itself, with weekday and time', () => {
    const html = bubbleHtml(aMessage({ via: 'push' }));
    expect(html).toContain('推送');
    expect(html).toContain('9月3日 周四 16:00');
  });

  test('does not mark the person’s own words as pushed', () => {
    expect(bubbleHtml(aMessage({ from: 'person', via: 'push' }))).not.toContain('推送');
  });
});

describe('the page', () => {
  test('says what to do while nothing has happened', () => {
    const html = renderSandboxPage(assets, aView({ phones: [{ phone: aPhone(), messages: [] }] }));
    expect(html).toContain('还没有消息');
    expect(html).toContain('还没有推送');
    expect(html).toContain('眼下没有等着发的提醒');
  });

  test('shows date, weekday, time and kind of day', () => {
    const html = renderSandboxPage(assets, aView());
    for (const part of ['2026年', '9月3日 周四', '16:00', '教学日']) expect(html).toContain(part);
  });

  test('says nothing about the kind of day where nobody can tell', () => {
    const html = renderSandboxPage(assets, aView({ clock: { ...aView().clock, isSchoolDay: undefined } }));
    expect(html).not.toMatch(/教学日|休息日/);
  });

  test('gives a parent in WeCom nothing to write with, and one in DingTalk a text box', () => {
    const person = aPerson({ kinds: ['guardian'] });
    const html = (platform: 'wecom' | 'dingtalk'): string => {
      const phone = { platform, person, userId: 'x' };
      return renderSandboxPage(assets, aView({ phones: [{ phone, messages: [] }] }));
    };
    expect(html('wecom')).toContain('学校通知');
    expect(html('wecom')).not.toMatch(/<textarea|打开会话/);
    expect(html('dingtalk')).toContain('<textarea');
  });

  test('has no inline script, style or handler', () => {
    const html = renderSandboxPage(
      assets,
      aView({ phones: [{ phone: aPhone(), messages: [aMessage()] }], pinned: ['wecom:p1'] }),
    );
    expect(html).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src="\/sandbox\/)/);
  });
});

describe('the feed', () => {
  test('puts what came in the same minute under one heading with its count', () => {
    const push = {
      platform: 'wecom',
      userId: 'lin',
      message: aMessage({ via: 'push', title: '提醒' }),
    } as const;
    const html = renderToString(<FeedList pushes={[push, push]} people={[aPerson()]} pinned={[]} />);
    expect(html.match(/<h3>/g)).toHaveLength(1);
    expect(html).toContain('2 条');
    expect(html.match(/林晓燕/g)).toHaveLength(2);
  });

  test('leads to the phone: the pinned one, else the last place', () => {
    const push = { platform: 'wecom', userId: 'lin', message: aMessage({ via: 'push' }) } as const;
    const html = (pinned: readonly string[]): string =>
      renderToString(<FeedList pushes={[push]} people={[aPerson()]} pinned={pinned} />);
    expect(html(['dingtalk:x', 'wecom:p1'])).toContain('#phone-2');
    expect(html(['dingtalk:x'])).toContain('phone=dingtalk%3Ax&amp;phone=wecom%3Ap1#phone-2');
    expect(html(['wecom:a', 'wecom:b', 'wecom:c'])).toContain(
      'phone=wecom%3Aa&amp;phone=wecom%3Ab&amp;phone=wecom%3Ap1#phone-3',
    );
  });
});

function aPhone(): { platform: 'wecom'; person: SandboxPerson; userId: string } {
  return { platform: 'wecom', person: aPerson(), userId: 'lin' };
}
