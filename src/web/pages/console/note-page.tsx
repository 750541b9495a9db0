import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import type { OpenedNote } from '../../../usecases/console/open-note.ts';
import { Back } from '../../page.tsx';
import { Pictures } from '../pictures.tsx';
import { renderConsolePage } from './console-frame.tsx';

export function renderNotePage(scene: ConsoleScene, opened: OpenedNote): string {
  return renderConsolePage(
    { title: '一次联系', here: '/console/people', powers: scene.powers },
    <>
      <Back to={`/console/students/${opened.studentId}`} text="返回学生" />
      <p class="name">
        <b>{opened.student}</b> {opened.day} {opened.kind}，{opened.author}
      </p>
      <div class="card">
        <p class="words">{opened.note === '' ? '没有写话。' : opened.note}</p>
        <Pictures ids={opened.pictures} of={`${opened.day} ${opened.kind}`} />
        {opened.fields.map(({ name, value }) => (
          <p>
            <b>{name}</b>：{value}
          </p>
        ))}
      </div>
    </>,
  );
}
