/** V-01 by chat: 批准检查 程老师 五(1)班 到12月10日 因为学期检查 · 结束检查 程老师. Anything else is none. */
import type { Day } from '../day.ts';
import { classOfNames, gradeOfName } from '../directory/unit-names.ts';
import { classKey } from '../roster/class-name.ts';
import { type DayGround, readComingDays } from './coming-days.ts';

export type InspectionCommand =
  | {
      readonly verb: 'permit';
      readonly name: string;
      /** `school`, a grade, a class. */
      readonly scope: string;
      readonly writtenScope: string;
      readonly untilOn: Day;
      readonly reason: string;
    }
  | { readonly verb: 'end'; readonly name: string }
  | { readonly verb: 'unclear' };

const honorific = /(?:老师|校长|主任)$/u;
const shape =
  /^(?<name>[\p{Script=Han}·]{1,20})\s+(?<scope>\S{1,12})\s+(?:到|至)(?<until>\S{1,12}?)[\s，,]+(?:因为|原因|事由)[：:]?\s*(?<reason>.+)$/u;

export function readInspectionCommand(message: string, ground: DayGround): InspectionCommand | undefined {
  const [, word = '', rest = ''] = /^(批准检查|结束检查)[\s：:]*(.*)$/u.exec(message.trim()) ?? [];
  if (word === '') return undefined;
  if (word === '结束检查')
    return /^[\p{Script=Han}·]{1,20}$/u.test(rest)
      ? { verb: 'end', name: plainName(rest) }
      : { verb: 'unclear' };
  const { name = '', scope: writtenScope = '', until = '', reason = '' } = shape.exec(rest)?.groups ?? {};
  const scope = readScope(writtenScope);
  const { untilOn, unclear } = readComingDays(`到${until}`, ground);
  if (name === '' || scope === undefined || untilOn === undefined || unclear === true)
    return { verb: 'unclear' };
  return { verb: 'permit', name: plainName(name), scope, writtenScope, untilOn, reason: reason.trim() };
}

function plainName(written: string): string {
  return written.length > 3 ? written.replace(honorific, '') : written;
}

function readScope(written: string): string | undefined {
  if (written === '全校') return 'school';
  const grade = written.endsWith('年级') ? gradeOfName(written) : undefined;
  if (grade !== undefined) return String(grade);
  const found = classOfNames(written);
  return found && classKey(found);
}
