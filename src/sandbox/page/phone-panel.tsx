import type { VNode } from 'preact';
import { type Platform, platforms } from '../../domain/vocabulary.ts';
import type { PhoneMenuEntry, PhoneMessage } from '../double.ts';
import { Avatar } from './avatar.tsx';
import { Bubble } from './bubble.tsx';
import { isOpenable, OutLink } from './message-text.tsx';
import { canWrite, type Phone, phoneAnchor, phoneKey, phoneOf, platformNames, sandboxHref } from './phone.ts';
import { pickerHref } from './picker.tsx';

export interface PhonePanelProps {
  readonly slot: number;
  readonly phone: Phone;
  readonly messages: readonly PhoneMessage[];
  readonly pinned: readonly string[];
  /** Of the app; empty where the platform has none. */
  readonly menu?: readonly PhoneMenuEntry[];
}

/** One phone: whose it is, the chat, and what can be said. */
export function PhonePanel(props: PhonePanelProps): VNode {
  const { slot, phone, messages, pinned, menu = [] } = props;
  const key = phoneKey(phone);
  const anchor = phoneAnchor(slot);
  return (
    <section
      class={`panel phone phone-${phone.platform}`}
      id={anchor}
      data-phone={key}
      aria-labelledby={`${anchor}-name`}
    >
      <PhoneHead {...props} />
      <div
        class="screen"
        data-screen
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        tabIndex={0}
        aria-label={`${phone.person.name}的聊天记录`}
      >
        <ol class="log" data-log>
          {messages.map((message) => (
            <Bubble phone={key} message={message} pinned={pinned} />
          ))}
        </ol>
        <EmptyChat phone={phone} pinned={pinned} />
      </div>
      {canWrite(phone) && menu.length > 0 && <AppMenu phone={phone} pinned={pinned} menu={menu} />}
      {canWrite(phone) ? <Composer anchor={anchor} phone={phone} pinned={pinned} /> : <ReadOnly />}
    </section>
  );
}

/** What the app shows at the foot of the chat. */
function AppMenu({
  phone,
  pinned,
  menu,
}: {
  phone: Phone;
  pinned: readonly string[];
  menu: readonly PhoneMenuEntry[];
}): VNode {
  const leaves = menu.flatMap((entry): readonly PhoneMenuEntry[] => entry.entries ?? [entry]);
  return (
    <details class="app-menu">
      <summary>菜单</summary>
      <form class="card-buttons" method="post" action="/sandbox/form/choose" data-act="choose">
        <Hidden phone={phoneKey(phone)} pinned={pinned} />
        {leaves.map(({ text, key, url }) =>
          url === undefined ? (
            <button type="submit" class="menu-entry" name="key" value={key}>
              {text}
            </button>
          ) : (
            isOpenable(url) && <OutLink url={url} text={text} phone={phoneKey(phone)} />
          ),
        )}
      </form>
    </details>
  );
}

function PhoneHead({ slot, phone, pinned }: PhonePanelProps): VNode {
  const others = pinned.filter((_, index) => index !== slot);
  return (
    <header class="phone-head">
      <a class="who" href={pickerHref({ slot, pinned, platform: phone.platform })} data-picker>
        <Avatar name={phone.person.name} />
        <span class="who-words">
          <b class="who-name" id={`${phoneAnchor(slot)}-name`}>
            {phone.person.name}
          </b>
          <span class="who-title">{phone.person.title}</span>
        </span>
        <span class="who-change">换人</span>
      </a>
      <nav class="platforms" aria-label="平台">
        {platforms.map((platform) => (
          <PlatformLink phone={phone} slot={slot} pinned={pinned} platform={platform} />
        ))}
        {others.length > 0 && (
          <a class="close" href={sandboxHref(others)} aria-label={`收起${phone.person.name}的手机`}>
            ×
          </a>
        )}
      </nav>
    </header>
  );
}

function PlatformLink(props: Omit<PhonePanelProps, 'messages'> & { platform: Platform }): VNode | null {
  const { phone, slot, pinned, platform } = props;
  const other = phoneOf(phone.person, platform);
  if (!other) return null;
  const keys = pinned.map((key, index) => (index === slot ? phoneKey(other) : key));
  return (
    <a
      class={`platform platform-${platform}`}
      href={sandboxHref(keys, phoneAnchor(slot))}
      aria-current={platform === phone.platform ? 'true' : undefined}
    >
      {platformNames[platform]}
    </a>
  );
}

/** Stands below the log and is hidden by the style sheet as soon as the log has an entry. */
function EmptyChat({ phone, pinned }: { phone: Phone; pinned: readonly string[] }): VNode {
  return (
    <div class="empty">
      <p>
        <b>还没有消息</b>
      </p>
      <p>这里是示范学校，人和事都是虚构的，放心试。</p>
      {canWrite(phone) && <p>在下面写一句，或点一句例句。</p>}
      {phone.platform === 'wecom' && canWrite(phone) && (
        <form method="post" action="/sandbox/form/enter" data-act="enter">
          <Hidden phone={phoneKey(phone)} pinned={pinned} />
          <button type="submit" class="quiet">
            打开会话
          </button>
        </form>
      )}
    </div>
  );
}

function Hidden({ phone, pinned }: { phone: string; pinned: readonly string[] }): VNode[] {
  return [
    <input type="hidden" name="phone" value={phone} />,
    ...pinned.map((key) => <input type="hidden" name="pinned" value={key} />),
  ];
}

function ReadOnly(): VNode {
  return (
    <div class="composer">
      <p class="hint hint-always">
        家长和学生在微信里只收“学校通知”，不能给助手写字。收到通知后，点里面的链接填写。
      </p>
      <p class="trouble" role="alert" data-trouble hidden />
    </div>
  );
}

const shortCommand = 4;

/** The best sentence first, then the short commands, so that all of these fit in sight; the other sentences after. */
function arranged(examples: readonly string[]): readonly string[] {
  const [best, ...others] = examples;
  if (best === undefined) return [];
  const isShort = (example: string): boolean => example.length <= shortCommand;
  return [best, ...others.filter(isShort), ...others.filter((example) => !isShort(example))];
}

const ways = [
  { way: 'text', name: '打字' },
  { way: 'voice', name: '语音' },
  { way: 'group', name: '在群里说' },
] as const;

function Composer({
  anchor,
  phone,
  pinned,
}: {
  anchor: string;
  phone: Phone;
  pinned: readonly string[];
}): VNode {
  return (
    <form class="composer" method="post" action="/sandbox/form/say" data-act="say">
      <Hidden phone={phoneKey(phone)} pinned={pinned} />
      {phone.person.examples.length > 0 && (
        <div class="chips" role="group" aria-label="例句，点一下就发出">
          {arranged(phone.person.examples).map((example) => (
            <button type="submit" class="chip" name="example" value={example} formNoValidate>
              {example}
            </button>
          ))}
        </div>
      )}
      <p class="trouble" role="alert" data-trouble hidden />
      <div class="line">
        <label class="sr" for={`${anchor}-text`}>
          以{phone.person.name}的身份说
        </label>
        <textarea
          id={`${anchor}-text`}
          name="text"
          rows={1}
          maxLength={2000}
          placeholder="说一句…"
          autocomplete="off"
          required
        />
        <button type="submit" class="send" data-send>
          发送
        </button>
      </div>
      <fieldset class="ways">
        <legend class="sr">怎么说</legend>
        {ways.map(({ way, name }) => (
          <label class="way">
            <input type="radio" name="way" value={way} defaultChecked={way === 'text'} />
            <span>{name}</span>
          </label>
        ))}
        <button type="submit" class="quiet" name="picture" value="1" formNoValidate>
          发图片
        </button>
      </fieldset>
      <p class="hint hint-voice">
        {phone.platform === 'wecom'
          ? '企业微信的语音不带文字：助手收着语音，请人再打一句。'
          : '写下钉钉会识别出的文字。'}
      </p>
      <p class="hint hint-group">
        {phone.platform === 'wecom'
          ? '企业微信不把群里的话转给应用，助手听不到。'
          : '在群里 @助手 说这句话。'}
      </p>
      <p class="notice" role="status" data-word hidden />
    </form>
  );
}
