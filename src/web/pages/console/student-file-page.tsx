import type { VNode } from 'preact';
import type { PairingLine, StudentFile, TimelineEntry } from '../../../usecases/console/student-file.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage } from './console-frame.tsx';

export function renderStudentFilePage({ scene, marks }: ConsoleVisit, file: StudentFile): string {
  return renderConsolePage(
    { title: '学生', here: '/console/people', powers: scene.powers },
    <>
      <Back to="/console/people" text="返回人员" />
      <p class="name">
        <b>{file.name}</b> {file.class}
      </p>
      {file.flags.length > 0 && <p class="sub">{file.flags.join('、')}</p>}
      {file.strengths.length > 0 && <Lines title="亮点" lines={file.strengths} />}
      {file.seesMentoring && (
        <>
          <Lines
            title="还要做的"
            lines={file.due.map(({ what, until, owner }) => `${what}，${until}（${owner}）`)}
            none="现在没有要做的。"
          />
          {file.promises.length > 0 && <Lines title="说好的" lines={file.promises} />}
        </>
      )}
      {file.timeline.length > 0 && (
        <>
          <h2>联系记录</h2>
          <ul class="card">
            {file.timeline.map((entry) => (
              <Entry entry={entry} marks={marks} />
            ))}
          </ul>
          <p class="hint">打开别人写的话和照片，会留下查阅记录。</p>
        </>
      )}
      {file.seesMentoring && file.timeline.length === 0 && (
        <Lines title="联系记录" lines={[]} none="还没有记录。" />
      )}
      {file.guardians.length > 0 && <Lines title="家里人" lines={file.guardians} />}
      <h2>导师</h2>
      <ul class="card">
        {file.pairings.map((pairing) => (
          <Pairing pairing={pairing} />
        ))}
        {file.pairings.length === 0 && <li class="line">还没有导师。</li>}
      </ul>
      {file.mayPair && (
        <a class="button second" href={`/console/students/${file.id}/mentors`}>
          安排导师
        </a>
      )}
    </>,
  );
}

function Lines({ title, lines, none }: { title: string; lines: readonly string[]; none?: string }): VNode {
  return (
    <>
      <h2>{title}</h2>
      <ul class="card">
        {lines.map((line) => (
          <li class="line">{line}</li>
        ))}
        {lines.length === 0 && none !== undefined && <li class="line">{none}</li>}
      </ul>
    </>
  );
}

function Entry({ entry, marks }: { entry: TimelineEntry; marks: FormMarks }): VNode {
  const { id, day, kind, outcome, author, isRestricted, canOpen, pictures } = entry;
  const what = `${day} ${kind}${outcome === undefined ? '' : `（${outcome}）`}，${author}`;
  return (
    <li class="row">
      <span class="plain">
        {what}
        {isRestricted && '，受限'}
        {pictures > 0 && `，照片 ${pictures} 张`}
      </span>
      {canOpen && (
        <form method="post" action="/console/notes" class="inline">
          <Marks marks={marks} />
          <input type="hidden" name="contact" value={id} />
          <button type="submit" class="quiet">
            打开<span class="sr">：{what}</span>
          </button>
        </form>
      )}
    </li>
  );
}

function Pairing({ pairing }: { pairing: PairingLine }): VNode {
  const { mentor, fromOn, untilOn, isCurrent } = pairing;
  return (
    <li class="line">
      {mentor}，{fromOn} 起{untilOn !== undefined && `，到 ${untilOn}`}
      {isCurrent && '（现在）'}
    </li>
  );
}
