/** The people as the platforms' directories have them: what would change, then, on confirmation, the change. */
import type Router from 'koa-router';
import { type SyncedDirectory, syncDirectory } from '../../usecases/directory/sync-directory.ts';
import { renderSyncPage, type SyncPageState } from '../pages/console/sync-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleSent, type ConsoleVisit, consoleForm, consolePage, show } from './console-visit.ts';

export function syncRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/sync', (visit) => showSync(visit), 'people');
  consoleForm(
    router,
    deps,
    '/sync',
    async (sent) => {
      const write = sent.fields.get('verb') === 'write';
      const read = await readNow(deps, sent, write);
      if (typeof read === 'string') return showSync(sent, { fault: read });
      await showSync(sent, { ...read, isWritten: write });
    },
    'people',
  );
}

/** The result, or why there is none. */
async function readNow(
  deps: WebDeps,
  { scene, fields }: ConsoleSent,
  write: boolean,
): Promise<{ readonly accountId: string; readonly synced: SyncedDirectory } | string> {
  const account = (await accountsOf(scene, deps)).find(({ id }) => id === fields.get('account'));
  const directory = account && deps.directories[account.platform];
  if (account === undefined || directory === undefined) return '没有这个平台的账号。';
  try {
    const { storage, newId, holder, clock } = deps;
    const synced = await syncDirectory(
      { storage, newId, holder, now: () => clock.now() },
      { account, directory, write, actorId: scene.person.id },
    );
    return synced === 'busy' ? '正在读这份通讯录，请过几分钟再来。' : { accountId: account.id, synced };
  } catch (error) {
    if (deps.asPlatformError(error) === undefined) throw error;
    deps.onFailure(error);
    return '平台这会儿没有读成。请过一会儿再试，不会重复写入；还不行就运行 daoshi doctor 看看。';
  }
}

async function showSync(visit: ConsoleVisit, state: Omit<SyncPageState, 'accounts'> = {}): Promise<void> {
  const accounts = await accountsOf(visit.scene, visit.deps);
  show(visit, renderSyncPage(visit, { accounts, ...state }), state.fault === undefined ? 200 : 422);
}

async function accountsOf({ tables, school }: ConsoleVisit['scene'], { directories }: WebDeps) {
  return (await tables.schools.accounts()).filter(
    ({ schoolId, platform }) => schoolId === school.id && directories[platform] !== undefined,
  );
}
