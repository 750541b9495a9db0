import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  readonly type: string;
  readonly content: string;
  /** Changes with the content. */
  readonly version: string;
}

/** `app.js` and `picker-dialog.js` are asked for by the page, the others by `app.js`. */
export const scriptNames = [
  'app.js',
  'page-act.js',
  'page-clock.js',
  'page-dom.js',
  'page-drafts.js',
  'page-look.js',
  'page-tabs.js',
  'picker-dialog.js',
] as const;
type ScriptName = (typeof scriptNames)[number];

/** The compiled browser scripts and the style sheet, by the name they are served under. */
export type PageAssets = Readonly<Record<ScriptName | 'style.css', Asset>>;

/** Reads them from beside this file, where the build has put them. */
export function readPageAssets(folder: URL = new URL('./', import.meta.url)): PageAssets {
  const read = (type: string, name: string): Asset =>
    asset(type, readFileSync(new URL(name, folder), 'utf8'));
  return pageAssets(
    (name) => read('text/javascript; charset=utf-8', name),
    read('text/css; charset=utf-8', 'style.css'),
  );
}

export function pageAssets(script: (name: ScriptName) => Asset, style: Asset): PageAssets {
  const scripts = Object.fromEntries(scriptNames.map((name) => [name, script(name)] as const));
  return { ...(scripts as Record<ScriptName, Asset>), 'style.css': style };
}

export const icon: Asset = asset(
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b4a8f"/><path d="M8 10h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-9l-5 4v-4H8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z" fill="#fff"/></svg>',
);

export function asset(type: string, content: string): Asset {
  return { type, content, version: createHash('sha256').update(content).digest('base64url').slice(0, 16) };
}
