import type { VNode } from 'preact';
import type { PushLimits } from '../../../domain/delivery/push-limits.ts';
import type { ChatTimes } from '../../../domain/drafts/chat-times.ts';
import { smallestNumbers } from '../../../domain/questionnaires/smallest-groups.ts';
import { type EthicsContact, ethicsContacts } from '../../../usecases/questionnaires/ethics-contact.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export type LimitField = keyof PushLimits;

export const limitFields: Readonly<Record<LimitField, { readonly label: string; readonly isTime: boolean }>> =
  {
    quietFrom: { label: '晚上几点以后不打扰', isTime: true },
    quietUntil: { label: '早上几点以前不打扰', isTime: true },
    promiseHour: { label: '几点提醒当天约好的事', isTime: true },
    reminderHour: { label: '几点提醒快到期的事', isTime: true },
    staffPushesPerDay: { label: '每位老师一天最多几条', isTime: false },
    guardianPushesPerDay: { label: '每位家长一天最多几条', isTime: false },
    guardianPushesPerWeek: { label: '每位家长一周最多几条', isTime: false },
  };

export interface WrittenSmallestGroups {
  readonly numbers: string;
  readonly words: string;
}

export type ChatTimeField = keyof ChatTimes;

const chatTimeFields: Readonly<Record<ChatTimeField, string>> = {
  questionMinutes: '问清楚一句话，等老师几分钟',
  repeatMinutes: '几分钟里同样的话只算一次',
};

/** What stands in the fields: as it was sent where it could not be taken, else as it is set. */
export interface WrittenSettings {
  limit(name: LimitField): string;
  chatTime(name: ChatTimeField): string;
  readonly smallest: WrittenSmallestGroups;
  readonly contact: EthicsContact;
}

export function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function renderSettingsPage(
  visit: ConsoleVisit,
  written: WrittenSettings,
  fault: string | undefined,
): string {
  const { scene, marks } = visit;
  const names = Object.keys(limitFields) as LimitField[];
  return renderConsolePage(
    { title: '设置', here: '/console/settings', powers: scene.powers },
    <>
      <Said fault={fault} />
      <ul class="names">
        <li>
          <a class="quiet" href="/console/settings/scheme">
            方案
          </a>
        </li>
        <li>
          <a class="quiet" href="/console/settings/calendar">
            校历
          </a>
        </li>
        <li>
          <a class="quiet" href="/console/settings/wording">
            卡片的说法
          </a>
        </li>
      </ul>
      <School visit={visit} />
      <h2>什么时候提醒</h2>
      <form method="post" action="/console/settings/limits">
        <Marks marks={marks} />
        <div class="filters">
          {names.map((name) => (
            <div class="field">
              <label for={name}>{limitFields[name].label}</label>
              <input
                id={name}
                type="text"
                inputMode={limitFields[name].isTime ? 'text' : 'numeric'}
                name={name}
                value={written.limit(name)}
                autocomplete="off"
              />
            </div>
          ))}
        </div>
        <button type="submit">保存</button>
        <p class="hint">保存后马上起作用。孩子有危险的消息不受这些限制。</p>
      </form>
      <Chat marks={marks} written={written} />
      <Questionnaires marks={marks} smallest={written.smallest} />
      <Contact visit={visit} contact={written.contact} />
    </>,
  );
}

function Chat({ marks, written }: { marks: FormMarks; written: WrittenSettings }): VNode {
  return (
    <>
      <h2>聊天</h2>
      <form method="post" action="/console/settings/chat">
        <Marks marks={marks} />
        <div class="filters">
          {(Object.keys(chatTimeFields) as ChatTimeField[]).map((name) => (
            <div class="field">
              <label for={name}>{chatTimeFields[name]}</label>
              <input
                id={name}
                type="text"
                inputMode="numeric"
                name={name}
                value={written.chatTime(name)}
                autocomplete="off"
              />
            </div>
          ))}
        </div>
        <button type="submit">保存</button>
        <p class="hint">过了时间还没回答，那句话放进草稿，不会丢。</p>
      </form>
    </>
  );
}

function Questionnaires({ marks, smallest }: { marks: FormMarks; smallest: WrittenSmallestGroups }): VNode {
  return (
    <>
      <h2>问卷</h2>
      <form method="post" action="/console/settings/questionnaires">
        <Marks marks={marks} />
        <div class="filters">
          <div class="field">
            <label for="numbers">至少几份才显示数</label>
            <select id="numbers" name="numbers">
              {smallestNumbers.map((number) => (
                <option value={number} selected={String(number) === smallest.numbers}>
                  {number} 份
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="words">至少几份才显示原话</label>
            <input
              id="words"
              type="text"
              inputMode="numeric"
              name="words"
              value={smallest.words}
              autocomplete="off"
            />
          </div>
        </div>
        <button type="submit">保存</button>
        <p class="hint">从保存以后收完的问卷起。收完了的还照原来的，不然两次一比，就猜得出是谁填的。</p>
      </form>
    </>
  );
}

function Contact({
  visit: { scene, marks },
  contact,
}: {
  visit: ConsoleVisit;
  contact: EthicsContact;
}): VNode {
  return (
    <form method="post" action="/console/settings/contact">
      <Marks marks={marks} />
      <div class="field">
        <label for="contact">师德表里答“没有做到”的，转给谁</label>
        <select id="contact" name="contact">
          {ethicsContacts.map((role) => (
            <option value={role} selected={role === contact}>
              {scene.cards.words.roles[role]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">保存</button>
      <p class="hint">选德育处的，只给负责德育处的那一位看。说的就是这位老师自己时，转给领导小组和校长。</p>
    </form>
  );
}

function School({ visit: { scene, marks } }: { visit: ConsoleVisit }): VNode {
  const { name, askWhom, startOn, isStarted } = scene.school;
  return (
    <>
      <h2>学校</h2>
      {isStarted ? (
        <p class="notice">学校已经开始，从 {startOn} 起算。</p>
      ) : (
        <form method="post" action="/console/settings/begin">
          <Marks marks={marks} />
          <p class="warn">还没有开始：现在只是预览，不提醒任何人。名单和校历看好了，再按下面这个。</p>
          <button type="submit">正式开始</button>
        </form>
      )}
      <form method="post" action="/console/settings/school">
        <Marks marks={marks} />
        <div class="filters">
          <div class="field">
            <label for="name">校名</label>
            <input id="name" type="text" name="name" value={name} maxLength={60} autocomplete="off" />
          </div>
          <div class="field">
            <label for="ask">不认识的人来问，请他找谁</label>
            <input id="ask" type="text" name="ask" value={askWhom} maxLength={60} autocomplete="off" />
          </div>
          {!isStarted && (
            <div class="field">
              <label for="start">起始日（这一天以前的不算欠）</label>
              <input id="start" type="date" name="start" value={startOn} />
            </div>
          )}
        </div>
        <button type="submit" class="second">
          保存
        </button>
      </form>
    </>
  );
}
