import type { VNode } from 'preact';
import { planCounts } from '../../../domain/directory/plan-counts.ts';
import type { Account } from '../../../storage/schools.ts';
import type { SyncedDirectory } from '../../../usecases/directory/sync-directory.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export interface SyncPageState {
  readonly accounts: readonly Account[];
  readonly accountId?: string;
  readonly synced?: SyncedDirectory;
  readonly isWritten?: boolean;
  readonly fault?: string;
}

export function renderSyncPage(visit: ConsoleVisit, state: SyncPageState): string {
  const { accounts, accountId, synced, isWritten, fault } = state;
  return renderConsolePage(
    { title: '读通讯录', here: '/console/import', powers: visit.scene.powers },
    <>
      <Back to="/console/import" text="返回导入" />
      <Said done={isWritten ? '写好了。以后每天夜里自动核对。' : undefined} fault={fault} />
      {synced && <Differences synced={synced} isWritten={isWritten === true} />}
      {synced && accountId !== undefined && isWritten !== true && (
        <Ask visit={visit} accountId={accountId} verb="write" text="写入这些" />
      )}
      <h2>{synced ? '再读一次' : '先看看差别'}</h2>
      {accounts.map(({ id, platform }) => (
        <Ask
          visit={visit}
          accountId={id}
          verb="look"
          text={`读${visit.scene.cards.words.platforms[platform]}的通讯录`}
        />
      ))}
      {accounts.length === 0 && <p class="notice">还没有配置企业微信或钉钉的账号。</p>}
      <p class="hint">先看不写入。学校里人多时要等一两分钟；读一次会用掉平台的一些次数。</p>
    </>,
  );
}

interface AskProps {
  readonly visit: ConsoleVisit;
  readonly accountId: string;
  readonly verb: 'look' | 'write';
  readonly text: string;
}

function Ask({ visit, accountId, verb, text }: AskProps): VNode {
  return (
    <form method="post" action="/console/sync">
      <Marks marks={visit.marks} />
      <input type="hidden" name="account" value={accountId} />
      <button type="submit" name="verb" value={verb} class={verb === 'write' ? undefined : 'second'}>
        {text}
      </button>
    </form>
  );
}

function Differences({ synced, isWritten }: { synced: SyncedDirectory; isWritten: boolean }): VNode {
  const plan = planCounts(synced);
  const counts = [
    ['新增老师', plan.added.staff],
    ['新增学生', plan.added.student],
    ['新增家长', plan.added.guardian],
    ['资料有改动', plan.changed],
    ['通讯录里不在了，记为离开', plan.ended],
    ['又回来了', plan.returned],
    ['名单里已有的老师，认出了账号', plan.recognised.staff],
    ['名单里已有的学生，认出了账号', plan.recognised.student],
    ['名单里已有的家长，认出了账号', plan.recognised.guardian],
    ['账号资料有更新（是否关注、统一编号）', plan.accountDetails],
    ['停用的账号', plan.endedLinks],
    ['家长与学生的关系', plan.guardianships],
    ['不再有的关系', plan.endedGuardianships],
    ['岗位', plan.roles],
    ['不再担任的岗位', plan.endedRoles],
    ['要认一认的账号', plan.proposals],
  ] as const;
  const found = counts.filter(([, count]) => count > 0);
  return (
    <>
      <h2>{isWritten ? '这次写入的' : '和学校的名单不一样的'}</h2>
      <ul class="card">
        {found.map(([what, count]) => (
          <li class="line">
            {what}：{count}
          </li>
        ))}
        {found.length === 0 && <li class="line">没有差别。</li>}
      </ul>
      {synced.plan.shown.heldBack.length > 0 && (
        <p class="warn">少了的人太多，多半是应用的可见范围变了，先不记为离开。</p>
      )}
    </>
  );
}
