/** What went wrong, for the operator: a line in English, a line in Chinese with what to do. No stack. */
import { AppKeyError } from '../app-key.ts';
import { CardsError } from '../cards/load-cards.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import type { DoctorWords } from '../doctor/doctor-words.ts';
import { RealSchoolError } from '../sandbox/real-school-error.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { CommandWords } from './command-words.ts';
import { FileError } from './files.ts';
import { SchoolError } from './school-error.ts';

export interface ExplainParts {
  readonly words: CommandWords;
  readonly doctorWords: DoctorWords;
  readonly address: { readonly host: string; readonly port: number };
}

/** Undefined where the fault is ours and not the operator's. */
export function explainFailure(error: unknown, parts: ExplainParts): readonly string[] | undefined {
  const { words } = parts;
  const diagnosed = (english: string, diagnosis: Diagnosis): readonly string[] => {
    const remedy = parts.doctorWords.remedy(diagnosis) ?? '';
    return [`daoshi: ${english}`, `${parts.doctorWords.found(diagnosis)}。${remedy}`];
  };
  if (error instanceof StorageError) {
    const { fault, detail } = error;
    const cause = fault === 'unknown' ? ` (${causeOf(error)})` : '';
    return diagnosed(`database ${error.message}${cause}`, { code: `database_${fault}`, with: { detail } });
  }
  if (error instanceof RealSchoolError || (error instanceof SchoolError && error.fault === 'real_school'))
    return diagnosed('no platform account is configured, but the database holds a real school', {
      code: 'database_real_school',
      with: {},
    });
  if (error instanceof SchoolError) {
    return error.fault === 'demo_school'
      ? ["daoshi: this database holds the sandbox's demo school", words.say('demo_school', {})]
      : ['daoshi: the sandbox has no school yet', words.say('no_school_in_sandbox', {})];
  }
  if (error instanceof AppKeyError) {
    return error.fault === 'wrong'
      ? diagnosed(error.message, { code: 'app_key_wrong', with: {} })
      : [`daoshi: ${error.message}`, words.say(`app_key_${error.fault}`, { path: error.path })];
  }
  if (error instanceof CardsError) return [`daoshi: ${error.message}`];
  if (error instanceof FileError) return [`daoshi: ${error.message}`, error.explain(words)];
  return explainAddress(error, parts);
}

/** Name and code only: a message may hold an address with its password. */
function causeOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return typeof cause;
  return 'code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name;
}

function explainAddress(error: unknown, { words, address }: ExplainParts): readonly string[] | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') return undefined;
  const { host, port } = address;
  switch (error.code) {
    case 'EADDRINUSE':
      return [`daoshi: PORT ${port} is in use`, words.say('port_in_use', { port })];
    case 'EACCES':
      return [`daoshi: PORT ${port} is not allowed`, words.say('port_forbidden', { port })];
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return [`daoshi: HOST ${host} is no address of this machine`, words.say('address_not_here', { host })];
    default:
      return undefined;
  }
}
