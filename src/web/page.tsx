/** The frame of every page, and the small parts that pages are made of. Titles name nobody: they stay in histories. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { iconHref, styleHref } from './style-sheet.ts';

export function renderPage(
  title: string,
  body: ComponentChildren,
  above?: VNode,
  scripts: readonly string[] = [],
): string {
  return `<!doctype html>${renderToString(
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <link rel="icon" href={iconHref} type="image/svg+xml" />
        <link rel="stylesheet" href={styleHref} />
        {scripts.map((script) => (
          <script src={script} defer />
        ))}
      </head>
      <body>
        {above}
        <main class={above === undefined ? undefined : 'wide'}>{body}</main>
      </body>
    </html>,
  )}`;
}

export interface FormMarks {
  /** Says that the form is ours. */
  readonly token: string;
  /** Says that it is sent for the first time. */
  readonly nonce: string;
}

export function Marks({ marks }: { marks: FormMarks }): VNode {
  return (
    <>
      <input type="hidden" name="token" value={marks.token} />
      <input type="hidden" name="nonce" value={marks.nonce} />
    </>
  );
}

export function Back({ to = '/me', text = '返回' }: { to?: string; text?: string }): VNode {
  return (
    <p class="back">
      <a class="quiet" href={to}>
        {text}
      </a>
    </p>
  );
}

/** A sentence that explains itself, and the one thing to do next. */
export function renderNote(
  title: string,
  note: { readonly says: readonly string[]; readonly link?: { readonly to: string; readonly text: string } },
): string {
  return renderPage(
    title,
    <section class="note">
      <h1>{title}</h1>
      {note.says.map((sentence) => (
        <p>{sentence}</p>
      ))}
      {note.link && (
        <p>
          <a class="button" href={note.link.to}>
            {note.link.text}
          </a>
        </p>
      )}
    </section>,
  );
}
