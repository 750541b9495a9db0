import type Router from 'koa-router';
import { isDay } from '../../domain/day.ts';
import {
  endRole,
  type GivenRole,
  givenRoles,
  giveRole,
  postsOf,
  type RoleRefusal,
} from '../../usecases/console/set-role.ts';
import { type RoleFields, renderRolesPage } from '../pages/console/roles-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, goTo, show } from './console-visit.ts';

const refusals: Readonly<Record<RoleRefusal, string>> = {
  nobody: '请选一位老师。',
  wrong_scope: '这个岗位要配它的范围：班主任配一个班，年级组长配一个年级，其他的配全校。',
  wrong_days: '日子不对：最后一天要在第一天以后。',
  held_already: '这位老师这些日子已经有这个岗位。',
  administrator_only: '管理员由管理员来设。',
  last_administrator: '学校至少要留一位管理员。请先加一位，再结束这一位。',
  not_held: '这个岗位已经结束了。',
};

export function roleRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/roles', (visit) => showRoles(visit), 'people');
  consoleForm(
    router,
    deps,
    '/roles',
    async (sent) => {
      const fields = readFields(sent.fields);
      const { role, from, until } = fields;
      if (!isGiven(role)) return showRoles(sent, { fields, fault: '请选一个岗位。' });
      if (!isDay(from) || (until !== '' && !isDay(until)))
        return showRoles(sent, { fields, fault: '请写日子，比如 2026-11-18。最后一天可以空着。' });
      const refused = await giveRole(deps, sent.scene, {
        personId: fields.person,
        role,
        scope: givenRoles[role] === 'school' ? 'school' : fields.scope,
        fromOn: from,
        ...(until === '' ? {} : { untilOn: until }),
      });
      if (refused !== undefined) return showRoles(sent, { fields, fault: refusals[refused] });
      goTo(sent.context, '/console/roles');
    },
    'people',
  );
  consoleForm(
    router,
    deps,
    '/roles/end',
    async (sent) => {
      const refused = await endRole(deps, sent.scene, sent.fields.get('post') ?? '');
      if (refused !== undefined) return showRoles(sent, { fault: refusals[refused] });
      goTo(sent.context, '/console/roles');
    },
    'people',
  );
}

async function showRoles(
  visit: ConsoleVisit,
  state: { readonly fields?: RoleFields; readonly fault?: string } = {},
): Promise<void> {
  const posts = await postsOf(visit.scene);
  const empty = { person: '', role: '', scope: '', from: visit.scene.today, until: '' };
  const fields = state.fields ?? empty;
  show(
    visit,
    renderRolesPage(visit, { posts, fields, fault: state.fault }),
    state.fault === undefined ? 200 : 422,
  );
}

function readFields(sent: URLSearchParams): RoleFields {
  const field = (name: string): string => sent.get(name)?.trim() ?? '';
  return {
    person: field('person'),
    role: field('role'),
    scope: field('scope'),
    from: field('from'),
    until: field('until'),
  };
}

function isGiven(role: string): role is GivenRole {
  return Object.hasOwn(givenRoles, role);
}
