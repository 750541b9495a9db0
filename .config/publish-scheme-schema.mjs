// Writes src/schemes/scheme.schema.json from the compiled program. Run after `npm run build`, before `npm run format`.
import { writeFileSync } from 'node:fs';

const { publishedSchema } = await import(new URL('../dist/schemes/published-schema.js', import.meta.url));
const place = new URL('../src/schemes/scheme.schema.json', import.meta.url);
writeFileSync(place, `${JSON.stringify(publishedSchema(), undefined, 2)}\n`);
