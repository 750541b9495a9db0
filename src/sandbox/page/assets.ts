import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  readonly type: string;
  readonly content: string;
  /** Changes with the content. */
  readonly version: string;
}

/** The compiled browser scripts and the style sheet, by the name they are served under. */
export interface PageAssets {
  readonly 'app.js': Asset;
  readonly 'picker-dialog.js': Asset;
  readonly 'style.css': Asset;
}

/** Reads them from beside this file, where the build has put them. */
export function readPageAssets(folder: URL = new URL('./', import.meta.url)): PageAssets {
  const read = (type: string, name: string): Asset =>
    asset(type, readFileSync(new URL(name, folder), 'utf8'));
  return {
    'app.js': read('text/javascript; charset=utf-8', 'app.js'),
    'picker-dialog.js': read('text/javascript; charset=utf-8', 'picker-dialog.js'),
    'style.css': read('text/css; charset=utf-8', 'style.css'),
  };
}

export const icon: Asset = asset(
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b4a8f"/><path d="M8 10h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-9l-5 4v-4H8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z" fill="#fff"/></svg>',
);

export function asset(type: string, content: string): Asset {
  return { type, content, version: createHash('sha256').update(content).digest('base64url').slice(0, 16) };
}
