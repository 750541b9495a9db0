/** The frame of the console's pages: where one can go, and the page itself. Titles name nobody. */
import type { ComponentChildren, VNode } from 'preact';
import type { ConsolePower, ConsoleScene } from '../../../usecases/console/console-scene.ts';
import { renderPage } from '../../page.tsx';

const places: readonly { readonly to: string; readonly text: string; readonly power?: ConsolePower }[] = [
  { to: '/console', text: '首页' },
  { to: '/console/people', text: '人员' },
  { to: '/console/classes', text: '班级' },
  { to: '/console/questionnaires', text: '问卷' },
  { to: '/console/import', text: '导入', power: 'people' },
  { to: '/console/roles', text: '岗位', power: 'people' },
  { to: '/console/settings', text: '设置', power: 'settings' },
  { to: '/console/audit', text: '记录', power: 'audit' },
  { to: '/me', text: '我的学生' },
];

export interface ConsoleFrame {
  readonly title: string;
  readonly here: string;
  readonly powers: ConsoleScene['powers'];
  /** Addresses; the page's headers must allow them. */
  readonly scripts?: readonly string[];
}

export function renderConsolePage(
  { title, here, powers, scripts }: ConsoleFrame,
  body: ComponentChildren,
): string {
  const nav: VNode = (
    <header class="top">
      <a class="skip" href="#page">
        跳到正文
      </a>
      <nav aria-label="管理台">
        <ul>
          {places
            .filter(({ power }) => power === undefined || powers.has(power))
            .map(({ to, text }) => (
              <li>
                <a href={to} aria-current={to === here ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </header>
  );
  return renderPage(
    title,
    <div id="page">
      <h1>{title}</h1>
      {body}
    </div>,
    nav,
    scripts,
  );
}

export function Said({ done, fault }: { done?: string | undefined; fault?: string | undefined }): VNode {
  return (
    <>
      {done !== undefined && (
        <p class="notice" role="status">
          {done}
        </p>
      )}
      {fault !== undefined && (
        <p class="warn" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

export function StudentLinks({
  students,
}: {
  students: readonly { readonly id: string; readonly name: string }[];
}): VNode {
  return (
    <ul class="names">
      {students.map(({ id, name }) => (
        <li>
          <a class="quiet" href={`/console/students/${id}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
