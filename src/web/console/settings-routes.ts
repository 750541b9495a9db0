/** The school's name and start, and when people are reminded. */
import type Router from 'koa-router';
import { isDay } from '../../domain/day.ts';
import type { LimitsFault, PushLimits } from '../../domain/delivery/push-limits.ts';
import type { ChatTimes } from '../../domain/drafts/chat-times.ts';
import { fewestWords, smallestGroupsAt } from '../../domain/questionnaires/smallest-groups.ts';
import {
  beginSchool,
  changeChatTimes,
  changeEthicsContact,
  changeLimits,
  changeSchool,
  changeSmallestGroups,
  type SchoolRefusal,
} from '../../usecases/console/change-settings.ts';
import { limitsOf } from '../../usecases/delivery/limits-of.ts';
import { chatTimesOf } from '../../usecases/messages/chat-times-of.ts';
import { ethicsContactOf } from '../../usecases/questionnaires/ethics-contact.ts';
import { smallestGroupsSetting } from '../../usecases/questionnaires/report-round.ts';
import {
  type ChatTimeField,
  type LimitField,
  limitFields,
  renderSettingsPage,
  timeText,
} from '../pages/console/settings-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, goTo, show } from './console-visit.ts';

const schoolRefusals: Readonly<Record<SchoolRefusal, string>> = {
  name_missing: '校名不能空着。',
  begun_already: '学校已经开始了，起始日不能再改。',
  no_term: '起始日以后没有学期，请先把校历补上。',
  no_pairings: '还没有结对。请先导入名单，再开始。',
};

const limitRefusals: Readonly<Record<LimitsFault, string>> = {
  not_readable: '时间写成 20:30 这样，次数写 0 到 20 的数。',
  quiet_by_day: '安静时间要从晚上到第二天早上，比如 20:30 到 7:00。',
  reminder_in_quiet_hours: '提醒的时间不能在安静时间里，不然发不出去。',
};

export function settingsRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/settings', (visit) => showSettings(visit), 'settings');
  consoleForm(
    router,
    deps,
    '/settings/school',
    async (sent) => {
      const field = (name: string): string => (sent.fields.get(name) ?? '').trim().slice(0, 60);
      const startOn = field('start');
      if (startOn !== '' && !isDay(startOn)) return showSettings(sent, '起始日写成 2026-11-18 这样。');
      const refused = await changeSchool(deps, sent.scene, {
        name: field('name'),
        askWhom: field('ask'),
        ...(isDay(startOn) ? { startOn } : {}),
      });
      if (refused !== undefined) return showSettings(sent, schoolRefusals[refused]);
      goTo(sent.context, '/console/settings');
    },
    'settings',
  );
  consoleForm(
    router,
    deps,
    '/settings/begin',
    async (sent) => {
      const refused = await beginSchool(deps, sent.scene);
      if (refused !== undefined) return showSettings(sent, schoolRefusals[refused]);
      goTo(sent.context, '/console/settings');
    },
    'settings',
  );
  consoleForm(
    router,
    deps,
    '/settings/limits',
    async (sent) => {
      const refused = await changeLimits(deps, sent.scene, readLimits(sent.fields));
      if (refused !== undefined) return showSettings(sent, limitRefusals[refused], sent.fields);
      goTo(sent.context, '/console/settings');
    },
    'settings',
  );
  consoleForm(
    router,
    deps,
    '/settings/chat',
    async (sent) => {
      const isChanged = await changeChatTimes(deps, sent.scene, readChatTimes(sent.fields));
      if (!isChanged)
        return showSettings(sent, '等回答写 5 到 240 分钟，同一句话写 1 到 60 分钟。', sent.fields);
      goTo(sent.context, '/console/settings');
    },
    'settings',
  );
  consoleForm(
    router,
    deps,
    '/settings/questionnaires',
    async (sent) => {
      const isChanged = await changeSmallestGroups(deps, sent.scene, {
        numbers: readCount(sent.fields, 'numbers'),
        words: readCount(sent.fields, 'words'),
      });
      if (!isChanged) return showSettings(sent, `原话至少要 ${fewestWords} 份，最多写 100。`, sent.fields);
      goTo(sent.context, '/console/settings');
    },
    'settings',
  );
  consoleForm(
    router,
    deps,
    '/settings/contact',
    async (sent) => {
      const isChanged = await changeEthicsContact(deps, sent.scene, sent.fields.get('contact') ?? '');
      if (!isChanged) return showSettings(sent, '请选一个岗位。', sent.fields);
      goTo(sent.context, '/console/settings');
    },
    'settings',
  );
}

async function showSettings(visit: ConsoleVisit, fault?: string, given?: URLSearchParams): Promise<void> {
  const { deps, scene } = visit;
  const limits = await limitsOf(scene.tables, scene.school.id, deps.limits);
  const times = await chatTimesOf(scene.tables, scene.school.id);
  const stored = await scene.tables.settings.get(smallestGroupsSetting(scene.school.id));
  const smallest = smallestGroupsAt(stored, scene.now);
  const written = {
    limit: (name: LimitField): string =>
      given?.get(name) ?? (limitFields[name].isTime ? timeText(limits[name]) : String(limits[name])),
    chatTime: (name: ChatTimeField): string => given?.get(name) ?? String(times[name]),
    contact: await ethicsContactOf(scene.tables, scene.school.id),
    smallest: {
      numbers: given?.get('numbers') ?? String(smallest.numbers),
      words: given?.get('words') ?? String(smallest.words),
    },
  };
  show(visit, renderSettingsPage(visit, written, fault), fault === undefined ? 200 : 422);
}

function readChatTimes(fields: URLSearchParams): ChatTimes {
  return {
    questionMinutes: readCount(fields, 'questionMinutes'),
    repeatMinutes: readCount(fields, 'repeatMinutes'),
  };
}

/** NaN for what is no number of at most three digits. */
function readCount(fields: URLSearchParams, name: string): number {
  const text = (fields.get(name) ?? '').trim();
  return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}

function readLimits(fields: URLSearchParams): PushLimits {
  const read = (name: LimitField): number => {
    const text = (fields.get(name) ?? '').trim();
    if (!limitFields[name].isTime) return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
    const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})$/.exec(text) ?? [];
    return Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : Number.NaN;
  };
  return {
    quietFrom: read('quietFrom'),
    quietUntil: read('quietUntil'),
    reminderHour: read('reminderHour'),
    promiseHour: read('promiseHour'),
    staffPushesPerDay: read('staffPushesPerDay'),
    guardianPushesPerDay: read('guardianPushesPerDay'),
    guardianPushesPerWeek: read('guardianPushesPerWeek'),
  };
}
