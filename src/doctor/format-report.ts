/** The report as lines for a terminal. */
import type { Verdict } from './diagnosis.ts';
import type { DoctorWords } from './doctor-words.ts';
import type { Finding, Report } from './run-doctor.ts';

const signs: Readonly<Record<Verdict, string>> = { good: '✓', bad: '✗', skipped: '–' };

export function formatReport(report: Report, words: DoctorWords): string {
  const lines = report.findings.flatMap(formatFinding);
  return [words.title, ...lines, ...(report.healthy ? [words.allGood] : [])].join('\n');
}

function formatFinding({ verdict, about, found, remedy }: Finding): string[] {
  const line = `${signs[verdict]} ${about}  ${found}`;
  return remedy === undefined ? [line] : [line, `    → ${remedy}`];
}
