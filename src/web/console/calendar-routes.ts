import type Router from 'koa-router';
import { type Day, isDay } from '../../domain/day.ts';
import { type CalendarChange, changeCalendar } from '../../usecases/console/change-settings.ts';
import { renderCalendarPage } from '../pages/console/calendar-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, goTo, show } from './console-visit.ts';

const path = '/settings/calendar';

export function calendarRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, path, (visit) => showCalendar(visit), 'settings');
  consoleForm(
    router,
    deps,
    path,
    async (sent) => {
      const wanted = readChange(sent.fields);
      if (wanted === undefined) return showCalendar(sent, '日子写成 2026-11-18 这样。');
      const refused = await changeCalendar(deps, sent.scene, wanted);
      if (refused === 'overlapping')
        return showCalendar(sent, '这个学期和别的学期重了，或者最后一天在第一天以前。');
      if (refused === 'last_term') return showCalendar(sent, '至少要留一个学期。请先加新的，再去掉这个。');
      goTo(sent.context, `/console${path}`);
    },
    'settings',
  );
}

async function showCalendar(visit: ConsoleVisit, fault?: string): Promise<void> {
  const { tables, school } = visit.scene;
  const terms = await tables.calendars.terms(school.id);
  const oddDays = await tables.calendars.oddDays(school.id);
  show(visit, renderCalendarPage(visit, { terms, oddDays, fault }), fault === undefined ? 200 : 422);
}

function readChange(fields: URLSearchParams): CalendarChange | undefined {
  const verb = fields.get('verb') ?? '';
  const on = dayIn(fields, 'on');
  const firstOn = dayIn(fields, 'first');
  const lastOn = dayIn(fields, 'last');
  switch (verb) {
    case 'add_term':
      return firstOn && lastOn && { verb, firstOn, lastOn };
    case 'remove_term':
      return { verb, id: fields.get('term') ?? '' };
    case 'close':
    case 'make_up':
    case 'ordinary':
      return on && { verb, on };
    default:
      return undefined;
  }
}

function dayIn(fields: URLSearchParams, name: string): Day | undefined {
  const text = fields.get(name)?.trim() ?? '';
  return isDay(text) ? text : undefined;
}
