import type { VNode } from 'preact';
import type { IdentityLine } from '../../../usecases/console/decide-identity.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export function renderIdentitiesPage(
  { scene, marks }: ConsoleVisit,
  lines: readonly IdentityLine[],
  fault: string | undefined,
): string {
  return renderConsolePage(
    { title: '认一认账号', here: '/console', powers: scene.powers },
    <>
      <Said fault={fault} />
      {lines.length === 0 && <p class="notice">没有要认的账号。</p>}
      {lines.map((line) => (
        <Proposal line={line} marks={marks} />
      ))}
      <p class="hint">认成同一个人以后，这个账号就能用；认不准的先放着，问一问再定。</p>
    </>,
  );
}

function Proposal({ line, marks }: { line: IdentityLine; marks: FormMarks }): VNode {
  const { id, platform, userId, name, about, reason } = line;
  return (
    <form method="post" action="/console/identities" class="note">
      <Marks marks={marks} />
      <input type="hidden" name="proposal" value={id} />
      <p>
        {platform}账号「{userId}」是 <b>{name}</b>
        {about !== '' && `（${about}）`}吗？
      </p>
      <p class="hint">对得上的：{reason}</p>
      <div class="pages">
        <button type="submit" name="decision" value="same">
          是<span class="sr">{name}</span>
        </button>
        <button type="submit" class="second" name="decision" value="other">
          不是<span class="sr">{name}</span>
        </button>
      </div>
    </form>
  );
}
