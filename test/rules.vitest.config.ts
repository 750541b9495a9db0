/** The unit tests, with the presets read through `rules/yaml-without-rule.ts`: only for `npm run rules -- --prove`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const reader = fileURLToPath(new URL('rules/yaml-without-rule.ts', import.meta.url));

export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    {
      name: 'presets-without-a-rule',
      enforce: 'pre',
      resolveId: (source, importer) =>
        source === 'yaml' && importer?.endsWith('/src/schemes/load-preset.ts') ? reader : undefined,
    },
  ],
  test: { name: 'rules', pool: 'threads', include: ['test/unit/**/*.test.{ts,tsx}'] },
});
