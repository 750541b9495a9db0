import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type PageAssets, readPageAssets, scriptNames } from '../../src/sandbox/page/assets.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = join(root, 'src/sandbox/page');

const compilerOptions = [
  '--ignoreConfig',
  '--noCheck',
  '--noResolve',
  '--target',
  'es2023',
  '--module',
  'esnext',
  '--moduleResolution',
  'bundler',
  '--verbatimModuleSyntax',
  '--rewriteRelativeImportExtensions',
];

/** Compiles only the browser scripts, so that these tests need no finished build. */
export async function compileAssets(): Promise<PageAssets> {
  const folder = await mkdtemp(join(tmpdir(), 'daoshi-page-'));
  try {
    await promisify(execFile)(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...scriptNames.map((name) => join(page, name.replace(/\.js$/, '.ts'))),
        '--outDir',
        folder,
        ...compilerOptions,
      ],
      { cwd: root },
    );
    await copyFile(join(page, 'style.css'), join(folder, 'style.css'));
    return readPageAssets(pathToFileURL(`${folder}/`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
