import type { VNode } from 'preact';
import { className } from '../../../domain/school-roster.ts';
import type { HeldPost } from '../../../storage/write-roster.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import { type GivenRole, givenRoles } from '../../../usecases/console/set-role.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { type FormMarks, Marks } from '../../page.tsx';
import { renderConsolePage, Said } from './console-frame.tsx';

export interface RoleFields {
  readonly person: string;
  readonly role: string;
  readonly scope: string;
  readonly from: string;
  readonly until: string;
}

export interface RolesPage {
  readonly posts: readonly HeldPost[];
  readonly fields: RoleFields;
  readonly fault: string | undefined;
}

export function renderRolesPage({ scene, marks }: ConsoleVisit, { posts, fields, fault }: RolesPage): string {
  return renderConsolePage(
    { title: '岗位', here: '/console/roles', powers: scene.powers },
    <>
      <Said fault={fault} />
      <NewRole scene={scene} marks={marks} fields={fields} />
      <h2>现在的岗位</h2>
      <ul class="card">
        {posts.map((post) => (
          <Post post={post} scene={scene} marks={marks} />
        ))}
      </ul>
      <p class="hint">结束以后，从今天起就看不到那些页面了；以前的记录照旧在。</p>
    </>,
  );
}

function NewRole({
  scene,
  marks,
  fields,
}: {
  scene: ConsoleScene;
  marks: FormMarks;
  fields: RoleFields;
}): VNode {
  const { roster, cards } = scene;
  const staff = [...roster.people.values()].filter(
    ({ kind, endedOn }) => kind === 'staff' && endedOn === undefined,
  );
  const classes = [...roster.classNames];
  const grades = [...new Set(classes.map(([key]) => key.slice(0, key.indexOf('.'))))];
  return (
    <form method="post" action="/console/roles">
      <Marks marks={marks} />
      <div class="filters">
        <div class="field">
          <label for="person">老师</label>
          <select id="person" name="person">
            <option value="">请选一位</option>
            {staff.map(({ id, name }) => (
              <option value={id} selected={id === fields.person}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="role">岗位</label>
          <select id="role" name="role">
            <option value="">请选一个</option>
            {(Object.keys(givenRoles) as GivenRole[]).map((role) => (
              <option value={role} selected={role === fields.role}>
                {cards.words.roles[role]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="scope">范围（班主任选班，年级组长选年级）</label>
          <select id="scope" name="scope">
            <option value="school">全校</option>
            {grades.map((grade) => (
              <option value={grade} selected={grade === fields.scope}>
                {grade} 年级
              </option>
            ))}
            {classes.map(([key, name]) => (
              <option value={key} selected={key === fields.scope}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="from">从哪天起</label>
          <input id="from" type="date" name="from" value={fields.from} />
        </div>
        <div class="field">
          <label for="until">到哪天（可以空着）</label>
          <input id="until" type="date" name="until" value={fields.until} />
        </div>
      </div>
      <button type="submit">加上这个岗位</button>
    </form>
  );
}

function Post({ post, scene, marks }: { post: HeldPost; scene: ConsoleScene; marks: FormMarks }): VNode {
  const { roster, cards } = scene;
  const name = roster.people.get(post.personId)?.name ?? '';
  const what = `${name}，${cards.words.roles[post.role]}${scopeWords(scene, post.scope)}`;
  return (
    <li class="row">
      <span class="plain">
        <span class="who">
          {what}
          <span class="due">
            {post.fromOn} 起{post.untilOn !== undefined && `，到 ${post.untilOn}`}
          </span>
        </span>
      </span>
      {Object.hasOwn(givenRoles, post.role) && (
        <form method="post" action="/console/roles/end" class="inline">
          <Marks marks={marks} />
          <input type="hidden" name="post" value={post.id} />
          <button type="submit" class="quiet">
            结束<span class="sr">：{what}</span>
          </button>
        </form>
      )}
    </li>
  );
}

function scopeWords({ roster }: ConsoleScene, scope: string): string {
  if (scope === 'school') return '';
  if (roster.people.has(scope)) return '（一名学生）';
  return scope.includes('.') ? `（${className(roster, scope)}）` : `（${scope} 年级）`;
}
