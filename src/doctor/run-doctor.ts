/** Asks one check after the other and puts the answers into words. A check that breaks is a finding, not an end. */
import type { CheckName, Diagnosis, DiagnosisCode, Verdict } from './diagnosis.ts';
import { diagnosisShape } from './diagnosis.ts';
import type { DoctorWords } from './doctor-words.ts';

export interface Check {
  readonly name: CheckName;
  run(): Promise<readonly Diagnosis[]> | readonly Diagnosis[];
}

export interface Finding {
  readonly check: CheckName;
  readonly code: DiagnosisCode;
  readonly verdict: Verdict;
  /** Headline of the check, in words. */
  readonly about: string;
  readonly found: string;
  readonly remedy?: string;
}

export interface Report {
  readonly findings: readonly Finding[];
  /** Nothing is bad; what was skipped counts as well. */
  readonly healthy: boolean;
}

export async function runDoctor(
  checks: readonly Check[],
  deps: { readonly words: DoctorWords },
): Promise<Report> {
  const findings: Finding[] = [];
  for (const check of checks)
    for (const diagnosis of await diagnose(check)) findings.push(inWords(check, diagnosis, deps.words));
  return { findings, healthy: findings.every(({ verdict }) => verdict !== 'bad') };
}

async function diagnose(check: Check): Promise<readonly Diagnosis[]> {
  try {
    return await check.run();
  } catch (error) {
    // The name only: a message may hold an address with its password.
    return [{ code: 'check_broken', with: { reason: error instanceof Error ? error.name : typeof error } }];
  }
}

function inWords(check: Check, diagnosis: Diagnosis, words: DoctorWords): Finding {
  const remedy = words.remedy(diagnosis);
  return {
    check: check.name,
    code: diagnosis.code,
    verdict: diagnosisShape(diagnosis.code).verdict,
    about: words.check(check.name),
    found: words.found(diagnosis),
    ...(remedy !== undefined && remedy !== '' && { remedy }),
  };
}
