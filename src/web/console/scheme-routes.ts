import type Router from 'koa-router';
import { isDay } from '../../domain/day.ts';
import { cadences, schemeIds } from '../../domain/schemes/scheme.ts';
import { loadPreset } from '../../schemes/load-preset.ts';
import {
  changeScheme,
  foreseeScheme,
  type RuleChange,
  schemeToday,
  type WantedScheme,
} from '../../usecases/console/change-scheme.ts';
import { renderSchemePage, type SchemeTrial } from '../pages/console/scheme-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, goTo, show } from './console-visit.ts';

const path = '/settings/scheme';
const mostTimes = 50;

export function schemeRoutes(router: Router, deps: WebDeps): void {
  const changing = { ...deps, loadPreset };
  const showScheme = (visit: ConsoleVisit, state: { trial?: SchemeTrial; fault?: string } = {}): void => {
    const today = schemeToday(changing, visit.scene);
    const preset = loadPreset(visit.scene.look.scheme.scheme);
    show(visit, renderSchemePage(visit, { today, preset, ...state }), state.fault === undefined ? 200 : 422);
  };
  consolePage(router, deps, path, (visit) => showScheme(visit), 'settings');
  consoleForm(
    router,
    deps,
    path,
    async (sent) => {
      const wanted = readWanted(sent.fields);
      const outlook = wanted && foreseeScheme(changing, sent.scene, wanted);
      if (wanted === undefined || outlook === undefined)
        return showScheme(sent, {
          fault: '这样改不了：请选一条规则和改法，次数写 1 到 50 的数，日子从今天起。',
        });
      if (sent.fields.get('verb') !== 'follow')
        return showScheme(sent, { trial: { outlook, fields: Object.fromEntries(sent.fields) } });
      await changeScheme(changing, sent.scene, wanted);
      goTo(sent.context, `/console${path}`);
    },
    'settings',
  );
}

function readWanted(fields: URLSearchParams): WantedScheme | undefined {
  const presetId = schemeIds.find((id) => id === fields.get('preset'));
  const fromOn = fields.get('from')?.trim() ?? '';
  if (presetId === undefined || !isDay(fromOn)) return undefined;
  const id = fields.get('rule') ?? '';
  if (id === '') return { presetId, fromOn };
  const change = readRuleChange(fields);
  return /^[A-Z]+-\d{2,3}$/.test(id) && change ? { presetId, fromOn, rule: { id, change } } : undefined;
}

function readRuleChange(fields: URLSearchParams): RuleChange | undefined {
  const verb = fields.get('how') ?? '';
  const times = Number(fields.get('times') ?? '');
  const window = cadences.find((known) => known === fields.get('window'));
  switch (verb) {
    case 'off':
    case 'restore':
      return { verb };
    case 'times':
      return Number.isSafeInteger(times) && times >= 1 && times <= mostTimes ? { verb, times } : undefined;
    case 'window':
      return window && { verb, window };
    default:
      return undefined;
  }
}
