/** The trace for the person who answers for it: what was changed and opened, by whom, when. */
import { addDays, type Day, dayOf, instantOf } from '../../domain/day.ts';
import { className } from '../../domain/school-roster.ts';
import type { AuditVerb } from '../../storage/audit.ts';
import { ethicsContactOf, isEthicsContact } from '../questionnaires/ethics-contact.ts';
import type { ConsoleScene } from './console-scene.ts';

export interface AuditQuestion {
  readonly on?: Day;
  readonly actorId?: string;
  readonly verb?: string;
  /** From 1. */
  readonly page: number;
}

export interface AuditRow {
  readonly day: Day;
  readonly time: string;
  readonly actor: string;
  readonly what: string;
  readonly about: string;
  readonly isSealed: boolean;
}

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly hasMore: boolean;
}

const pageSize = 50;

/** That there was such a case is for the school's contact alone. */
const aboutEthics: readonly AuditVerb[] = ['ethics_case_opened', 'ethics_case_closed'];

export async function auditPage(scene: ConsoleScene, question: AuditQuestion): Promise<AuditPage> {
  const { tables, school, cards, roster } = scene;
  const { on, actorId, verb, page } = question;
  const isContact = isEthicsContact(scene.look, await ethicsContactOf(tables, school.id));
  const lines = await tables.audit.newest({
    schoolId: school.id,
    ...(on === undefined ? {} : { from: instantOf(on, 0), until: instantOf(addDays(on, 1), 0) }),
    ...(actorId === undefined ? {} : { actorId }),
    ...(verb === undefined ? {} : { verb }),
    ...(isContact ? {} : { without: aboutEthics }),
    skip: (page - 1) * pageSize,
    take: pageSize + 1,
  });
  return {
    rows: lines.slice(0, pageSize).map((line) => ({
      day: dayOf(line.at),
      time: timeOf(line.at),
      actor: roster.people.get(line.actorId ?? '')?.name ?? '程序',
      what: cards.words.audit_verbs[line.verb] ?? cards.words.audit_verbs['other'] ?? '',
      about: nameOf(scene, line.subjectId),
      isSealed: line.isSealed,
    })),
    hasMore: lines.length > pageSize,
  };
}

function timeOf(at: Date): string {
  return at.toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour12: false,
    hour: '2-digit',
    minute: '2-digit',
  });
}

function nameOf({ roster }: ConsoleScene, subjectId: string): string {
  const person = roster.people.get(subjectId);
  if (person === undefined) return '';
  return person.classKey === undefined ? person.name : `${className(roster, person.classKey)} ${person.name}`;
}
