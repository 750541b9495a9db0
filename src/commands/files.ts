/** The files an operator names on the command line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { CommandWords } from './command-words.ts';

export class FileError extends Error {
  override readonly name = 'FileError';
  readonly #explain: (words: CommandWords) => string;

  constructor(english: string, explain: (words: CommandWords) => string, options?: ErrorOptions) {
    super(english, options);
    this.#explain = explain;
  }

  explain(words: CommandWords): string {
    return this.#explain(words);
  }
}

export function readOperatorFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = codeOf(cause);
    throw code === 'ENOENT'
      ? new FileError(`no file ${path}`, (words) => words.say('file_missing', { path }), { cause })
      : new FileError(
          `cannot read ${path}: ${code}`,
          (words) => words.say('file_unreadable', { path, code }),
          {
            cause,
          },
        );
  }
}

/** Never over a file that is there: it may hold an evening's work. */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (cause) {
    const code = codeOf(cause);
    throw code === 'EEXIST'
      ? new FileError(`${path} is there already`, (words) => words.say('file_there', { path }), { cause })
      : new FileError(
          `cannot write ${path}: ${code}`,
          (words) => words.say('file_unwritable', { path, code }),
          {
            cause,
          },
        );
  }
}

/** `roster.未导入.xlsx`, or with a number where that one is there. A file of failed rows does not grow a second ending. */
export function failedRowsPath(input: string, ending: 'xlsx' | 'csv', mark: string): string {
  const base = input.replace(/\.[^./\\]*$/u, '').replace(new RegExp(`\\.${mark}(-\\d+)?$`, 'u'), '');
  for (let number = 1; ; number += 1) {
    const path = `${base}.${mark}${number === 1 ? '' : `-${number}`}.${ending}`;
    if (!existsSync(path)) return path;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
