import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PhoneMenuEntry, PhoneMessage } from '../double.ts';
import type { SandboxPerson } from '../sandbox-control.ts';
import type { PageAssets } from './assets.ts';
import { ClockBar, type ClockView } from './clock-bar.tsx';
import { FeedPanel } from './feed-panel.tsx';
import { maxPhones, type Phone, phoneAnchor, platformNames } from './phone.ts';
import { PhonePanel } from './phone-panel.tsx';
import { Picker, type PickerProps, pickerHref } from './picker.tsx';
import type { Push } from './push-feed.ts';

export interface PageView {
  readonly clock: ClockView;
  readonly phones: readonly {
    readonly phone: Phone;
    readonly messages: readonly PhoneMessage[];
    readonly menu?: readonly PhoneMenuEntry[];
  }[];
  readonly pinned: readonly string[];
  readonly pushes: readonly Push[];
  readonly pushCount: number;
  readonly changes: number;
  readonly people: readonly SandboxPerson[];
}

/** Changes with the content, so that a browser may keep the file for ever. */
function addressOf(assets: PageAssets, name: keyof PageAssets): string {
  return `/sandbox/${name}?v=${assets[name].version}`;
}

function documentOf(assets: PageAssets, title: string, body: ComponentChildren): string {
  return `<!doctype html>${renderToString(
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="/sandbox/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={addressOf(assets, 'style.css')} />
        <script type="module" src={addressOf(assets, 'app.js')} />
        <script type="module" src={addressOf(assets, 'picker-dialog.js')} />
      </head>
      {body}
    </html>,
  )}`;
}

export function renderSandboxPage(assets: PageAssets, view: PageView): string {
  return documentOf(assets, '导师 · 沙盒', <SandboxBody view={view} />);
}

function SandboxBody({ view }: { view: PageView }): VNode {
  const { phones, pinned } = view;
  return (
    <body class={`sandbox phones-${phones.length}`} data-changes={view.changes} data-pushes={view.pushCount}>
      <header class="top">
        <h1>
          导师 <small>沙盒：示范学校，虚构的人，随便试</small>
        </h1>
        <ClockBar clock={view.clock} pinned={pinned} />
      </header>
      <p class="offline" role="alert" data-offline hidden>
        <span>连不上程序，正在重试…</span>
        <button type="button" class="quiet" data-retry>
          现在重试
        </button>
      </p>
      <main class="desk">
        {phones.map(({ phone, messages, menu = [] }, slot) => (
          <PhonePanel slot={slot} phone={phone} messages={messages} pinned={pinned} menu={menu} />
        ))}
        {phones.length === 0 && <p class="panel empty-list">示范学校里还没有人。</p>}
        <div class="side">
          {phones.length < maxPhones && (
            <a
              class="add"
              href={pickerHref({
                slot: phones.length,
                pinned,
                platform: phones.at(-1)?.phone.platform ?? 'wecom',
              })}
              data-picker
            >
              ＋ 加一台手机
            </a>
          )}
          <FeedPanel pushes={view.pushes} people={view.people} pinned={pinned} />
        </div>
      </main>
      <Tabs view={view} />
      <dialog class="sheet" data-sheet aria-labelledby="picker-title" />
      <p class="sr" role="status" data-announce />
    </body>
  );
}

/** Only on narrow screens, where one panel shows at a time. */
function Tabs({ view }: { view: PageView }): VNode {
  return (
    <nav class="tabs" aria-label="手机">
      {view.phones.map(({ phone }, slot) => (
        <a class={`tab tab-${phone.platform}`} href={`#${phoneAnchor(slot)}`} data-tab={phoneAnchor(slot)}>
          <span class="tab-name">{phone.person.name}</span>
          <span class="tab-under">{platformNames[phone.platform]}</span>
          <b class="badge" data-badge hidden />
        </a>
      ))}
      <a class="tab" href="#feed" data-tab="feed">
        <span class="tab-name">推送</span>
        <span class="tab-under">所有人</span>
        <b class="badge" data-badge hidden />
      </a>
    </nav>
  );
}

export function renderPickerPage(assets: PageAssets, picker: PickerProps): string {
  return documentOf(
    assets,
    '选人 · 导师沙盒',
    <body class="picking">
      <main>
        <Picker {...picker} />
      </main>
    </body>,
  );
}

/** Where there is no script: what went wrong, and the way back. */
export function renderTroublePage(assets: PageAssets, text: string, backHref: string): string {
  return documentOf(
    assets,
    '没有成功 · 导师沙盒',
    <body class="picking">
      <main class="picker">
        <h2>没有成功</h2>
        <p>{text}</p>
        <p>
          <a class="link" href={backHref}>
            返回沙盒
          </a>
        </p>
      </main>
    </body>,
  );
}
