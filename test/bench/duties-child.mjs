/** In a process of its own: one computation of a school's duties from a database just opened. Writes one line of JSON. */
import { openBuiltStorage } from '../support/built-storage.mjs';
import { schoolId, worstDay } from './worst-school.mjs';

const [url, scope] = process.argv.slice(2);
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { loadDuties } = await built('usecases/duties/load-duties.js');
const { loadPreset } = await built('schemes/load-preset.js');

const opened = await openBuiltStorage({ url, appKey: Buffer.alloc(32, 7) });
const { storage } = opened;
const schemeVersions = [loadPreset('weifang')];
const megabytes = (bytes) => bytes / 1024 ** 2;
const rssBefore = megabytes(process.memoryUsage.rss());

const cpuFrom = process.cpuUsage();
const from = performance.now();
const school = await storage.schools.get(schoolId);
const roster = await storage.roster(school);
const rosterMs = performance.now() - from;
const only = scope === 'open' ? { dueFrom: worstDay, openingUntil: worstDay } : undefined;
const duties = await loadDuties({ tables: storage, school, roster, schemeVersions }, worstDay, only);
const wallMs = performance.now() - from;
const cpu = process.cpuUsage(cpuFrom);

process.stdout.write(
  `${JSON.stringify({
    wallMs,
    rosterMs,
    cpuMs: (cpu.user + cpu.system) / 1000,
    rssBefore,
    peakRss: process.resourceUsage().maxRSS / 1024,
    duties: duties.length,
    open: duties.filter(({ state }) => state === 'open').length,
  })}\n`,
);
await opened.close();
