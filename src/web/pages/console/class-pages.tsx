import type { ClassCoverage } from '../../../usecases/console/class-coverage.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import { Back } from '../../page.tsx';
import { renderConsolePage, StudentLinks } from './console-frame.tsx';

export function renderClassesPage(scene: ConsoleScene, classes: readonly ClassCoverage[]): string {
  return renderConsolePage(
    { title: '班级', here: '/console/classes', powers: scene.powers },
    <div class="scroll card" tabIndex={0} role="region" aria-label="各班的情况">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">班级</th>
            <th scope="col">学生</th>
            <th scope="col">没有导师</th>
            <th scope="col">还没联系过</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr>
              <th scope="row">
                <a class="quiet" href={`/console/classes/${one.key}`}>
                  {one.name}
                </a>
              </th>
              <td>{one.students}</td>
              <td>{one.uncovered.length}</td>
              <td>{one.neverContactedCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
  );
}

export function renderClassPage(scene: ConsoleScene, coverage: ClassCoverage): string {
  const { name, students, uncovered, neverContacted, neverContactedCount, mentors } = coverage;
  return renderConsolePage(
    { title: name, here: '/console/classes', powers: scene.powers },
    <>
      <Back to="/console/classes" text="返回各班" />
      <p class="sub">{students} 名学生</p>
      <h2>没有导师的（{uncovered.length}）</h2>
      {uncovered.length === 0 ? <p class="notice">都有导师了。</p> : <StudentLinks students={uncovered} />}
      <h2>导师还没有联系过的（{neverContactedCount}）</h2>
      {neverContactedCount === 0 && <p class="notice">都联系过了。</p>}
      {neverContacted.length > 0 && <StudentLinks students={neverContacted} />}
      {neverContacted.length < neverContactedCount && (
        <p class="hint">有 {neverContactedCount - neverContacted.length} 名的姓名由班主任和德育处看。</p>
      )}
      <h2>导师（{mentors.length}）</h2>
      <ul class="card">
        {mentors.map((mentor) => (
          <li class="line">
            {mentor.name}：带 {mentor.students} 名
            {mentor.neverContacted > 0 && `，其中 ${mentor.neverContacted} 名还没联系过`}
          </li>
        ))}
        {mentors.length === 0 && <li class="line">这个班还没有导师。</li>}
      </ul>
    </>,
  );
}
