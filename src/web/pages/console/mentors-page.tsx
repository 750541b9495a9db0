import type { VNode } from 'preact';
import type { StudentFile } from '../../../usecases/console/student-file.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export function renderMentorsPage(visit: ConsoleVisit, file: StudentFile, fault?: string): string {
  const current = file.pairings.filter(({ isCurrent }) => isCurrent);
  const props = { visit, file, mentors: current };
  return renderConsolePage(
    { title: '导师安排', here: '/console/people', powers: visit.scene.powers },
    <>
      <Back to={`/console/students/${file.id}`} text="返回学生" />
      <p class="name">
        <b>{file.name}</b> {file.class}
      </p>
      <p class="sub">
        {current.length === 0
          ? '现在没有导师。'
          : `现在的导师：${current.map(({ mentor }) => mentor).join('、')}`}
      </p>
      <Said fault={fault} />
      {current.length > 0 && visit.scene.look.scheme.needsAgreement && <Sign {...props} />}
      <Change {...props} verb="assign" title="加一位导师" />
      {current.length > 0 && (
        <>
          <Change {...props} verb="change" title="换导师" />
          <Change {...props} verb="cover" title="请别的老师代管一段时间" />
          <Change {...props} verb="end" title="结束结对" />
        </>
      )}
    </>,
  );
}

interface FormProps {
  readonly visit: ConsoleVisit;
  readonly file: StudentFile;
  readonly mentors: StudentFile['pairings'];
}

const buttons = { assign: '加上', change: '换', cover: '请代管', end: '结束' } as const;

function Change({
  visit,
  file,
  mentors,
  verb,
  title,
}: FormProps & { verb: keyof typeof buttons; title: string }): VNode {
  const { scene, marks } = visit;
  const staff = [...scene.roster.people.values()].filter(
    ({ kind, endedOn }) => kind === 'staff' && endedOn === undefined,
  );
  const hasFormer = verb !== 'assign';
  const hasNew = verb !== 'end';
  const hasEnd = verb === 'cover' || verb === 'end';
  return (
    <form method="post" action={`/console/students/${file.id}/mentors`}>
      <h2>{title}</h2>
      <Marks marks={marks} />
      <input type="hidden" name="verb" value={verb} />
      <div class="filters">
        {hasFormer && (
          <div class="field">
            <label for={`${verb}-former`}>现在的导师</label>
            <select id={`${verb}-former`} name="former">
              {mentors.map(({ mentorId, mentor }) => (
                <option value={mentorId}>{mentor}</option>
              ))}
            </select>
          </div>
        )}
        {hasNew && (
          <div class="field">
            <label for={`${verb}-mentor`}>{verb === 'cover' ? '谁来代管' : '新的导师'}</label>
            <select id={`${verb}-mentor`} name="mentor">
              <option value="">请选一位</option>
              {staff.map(({ id, name }) => (
                <option value={id}>{name}</option>
              ))}
            </select>
          </div>
        )}
        {hasNew && (
          <div class="field">
            <label for={`${verb}-from`}>从哪天起</label>
            <input id={`${verb}-from`} type="date" name="from" value={scene.today} />
          </div>
        )}
        {hasEnd && (
          <div class="field">
            <label for={`${verb}-until`}>到哪天</label>
            <input id={`${verb}-until`} type="date" name="until" value={verb === 'end' ? scene.today : ''} />
          </div>
        )}
        <div class="field">
          <label for={`${verb}-reason`}>原因（可以不写）</label>
          <input id={`${verb}-reason`} type="text" name="reason" maxLength={100} autocomplete="off" />
        </div>
      </div>
      <button type="submit" class={verb === 'assign' ? undefined : 'second'}>
        {buttons[verb]}
      </button>
    </form>
  );
}

function Sign({ visit, file, mentors }: FormProps): VNode {
  return (
    <form method="post" action={`/console/students/${file.id}/mentors`}>
      <h2>双方签好了协议</h2>
      <Marks marks={visit.marks} />
      <input type="hidden" name="verb" value="sign" />
      <div class="field">
        <label for="sign-former">和哪位导师</label>
        <select id="sign-former" name="former">
          {mentors.map(({ mentorId, mentor }) => (
            <option value={mentorId}>{mentor}</option>
          ))}
        </select>
      </div>
      <button type="submit" class="second">
        记下已经签好
      </button>
    </form>
  );
}
