/** The doctor's sentences, from `cards/doctor.yaml`: what was found, and what to do about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CardsError } from '../cards/load-cards.ts';
import { type FileFault, readYaml } from '../cards/read-yaml.ts';
import { fieldsOf, fillTemplate, parseTemplate, type Template } from '../cards/template.ts';
import {
  type CheckName,
  checkNames,
  type Diagnosis,
  type DiagnosisCode,
  diagnoses,
  diagnosisShape,
} from './diagnosis.ts';

export interface DoctorWords {
  readonly title: string;
  readonly allGood: string;
  check(name: CheckName): string;
  found(diagnosis: Diagnosis): string;
  remedy(diagnosis: Diagnosis): string | undefined;
}

const codes = Object.keys(diagnoses).filter((name): name is DiagnosisCode => name in diagnoses);

const template = z.string().min(1).transform(parseTemplate);
const schema = z.strictObject({
  title: z.string().min(1),
  all_good: z.string().min(1),
  checks: z.record(z.enum(checkNames), z.string().min(1)),
  /** A value that is wrong needs no sentence of its own: `config_…` entries may give only the remedy. */
  config_found: template,
  diagnoses: z.record(
    z.enum(codes),
    z.strictObject({ found: template.optional(), remedy: template.optional() }),
  ),
});

/** Throws CardsError with every fault. */
export function loadDoctorWords(folder: string): DoctorWords {
  const file = join(folder, 'doctor.yaml');
  const read = readYaml(file, readFileSync(file, 'utf8'), schema);
  if ('faults' in read) throw new CardsError(read.faults);
  const { title, all_good: allGood, checks, config_found: configFound, diagnoses: entries } = read.value;
  const faults = codes.flatMap((code): FileFault[] => {
    const { found, remedy } = entries[code];
    const line = read.lineOf(['diagnoses', code]);
    return faultsOf(code, [found ?? configFound, remedy], remedy !== undefined).map((fault) => ({
      file,
      ...(line !== undefined && { line }),
      fault: `${code}: ${fault}`,
    }));
  });
  if (faults.length > 0) throw new CardsError(faults);
  return {
    title,
    allGood,
    check: (name) => checks[name],
    found: ({ code, with: values }) => fillTemplate(entries[code].found ?? configFound, values),
    remedy: ({ code, with: values }) => {
      const { remedy } = entries[code];
      return remedy && fillTemplate(remedy, values);
    },
  };
}

function faultsOf(
  code: DiagnosisCode,
  parts: readonly (Template | undefined)[],
  hasRemedy: boolean,
): string[] {
  const { verdict, fields, optional = [] } = diagnosisShape(code);
  const faults = parts
    .flatMap((part) => (part ? fieldsOf(part) : []))
    .flatMap(({ field, guarded }) => {
      if (fields.includes(field)) return [];
      if (!optional.includes(field)) return [`{${field}} is not a field here`];
      return guarded ? [] : [`{${field}} may be missing: put it in [ ]`];
    });
  return verdict === 'bad' && !hasRemedy ? [...faults, 'says no remedy'] : faults;
}
