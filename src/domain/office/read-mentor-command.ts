/**
 * Who mentors whom, said by chat: 子涵换王芳老师带，下周一起 · 张三的导师请产假，李老师代管到6月 · 给张三安排导师李四.
 * The whole sentence must be about it: a sentence about a talk never is. Names are as written; the roster knows whose.
 */
import type { Day } from '../day.ts';
import { type DayGround, readComingDays } from './coming-days.ts';
import { mentorWords as words } from './mentor-words.ts';

export type MentorCommand = {
  readonly fromOn?: Day;
  readonly untilOn?: Day;
  readonly reason?: string;
} & (
  | { readonly verb: 'assign' | 'change'; readonly students: readonly string[]; readonly mentor: string }
  | { readonly verb: 'end'; readonly students: readonly string[]; readonly mentor?: string }
  | { readonly verb: 'sign'; readonly students: readonly string[]; readonly mentor?: string }
  /** The mentor may be named, or be whoever mentors the student; the students may be all of the mentor's. */
  | {
      readonly verb: 'cover';
      readonly students: readonly string[];
      readonly mentor?: string;
      readonly standIn: string;
      readonly isLeave: boolean;
    }
  | { readonly verb: 'unclear'; readonly about: 'day' | 'cover_end' }
);

const oneOf = (list: readonly string[]): string => `(?:${list.join('|')})`;
const teacher = `(?:${words.teacherSuffix.join('|')})?`;
const pupil = `(?:${words.studentSuffix.join('|')})?`;
const name = '[\\p{Script=Han}·\\d()（）.]{1,20}?';
const names = '[\\p{Script=Han}·\\d()（）.、]{1,80}?';
const leave = `(?:要|去|在|开始)?(?:请|休)(?:了)?${oneOf(words.leave)}`;
const named = words.by.filter((word) => word !== '');
const stand = `${oneOf(words.by)}(?<standIn>${name})${teacher}${oneOf(words.standIn)}`;
const shape = (text: string): RegExp => new RegExp(`^${text}了?$`, 'u');

type Verb = 'assign' | 'change' | 'end' | 'sign' | 'cover';
/** The first that fits the whole sentence counts. */
const shapes: readonly (readonly [Verb, RegExp])[] = [
  [
    'cover',
    shape(`(?<students>${names})${pupil}的导师(?<mentor>${name})?${teacher}(?<leave>${leave})，*${stand}`),
  ],
  ['cover', shape(`(?<mentor>${name})${teacher}(?<leave>${leave})，*${stand}${oneOf(words.allOfThem)}`)],
  ['cover', shape(`(?<mentor>${name})${teacher}(?<leave>${leave})，*${stand}(?<students>${names})${pupil}`)],
  [
    'cover',
    shape(
      `(?<mentor>${name})${teacher}(?<leave>${leave})，*(?<students>${names})${pupil}${oneOf(named)}(?<standIn>${name})${teacher}${oneOf(words.standIn)}`,
    ),
  ],
  [
    'cover',
    shape(
      `(?<students>${names})${pupil}(?:请|由|让|先由|先让|暂由|暂时由|，)(?<standIn>${name})${teacher}${oneOf(words.standIn)}`,
    ),
  ],
  [
    'sign',
    shape(
      `(?<students>${names})${pupil}(?:和(?<mentor>${name})${teacher})?的?(?:导师)?协议(?:都|已经|也)*签(?:好|完)?`,
    ),
  ],
  [
    'end',
    shape(`(?<mentor>${name})${teacher}不(?:再)?(?:${words.lead.join('|')})(?<students>${names})${pupil}`),
  ],
  [
    'end',
    shape(
      `(?:结束|取消|解除|终止)(?<students>${names})${pupil}(?:的导师|和(?<mentor>${name})${teacher}的(?:导师关系|结对))`,
    ),
  ],
  ['end', shape(`(?<students>${names})${pupil}(?:不用|不需要|不要)导师`)],
  [
    'assign',
    shape(
      `${oneOf(words.give)}(?<students>${names})${pupil}${oneOf(words.arrange)}(?:一[位个名])?导师[是为：:]?(?<mentor>${name})${teacher}`,
    ),
  ],
  [
    'assign',
    shape(
      `${oneOf(words.give)}(?<students>${names})${pupil}${oneOf(words.arrange)}(?<mentor>${name})${teacher}(?:当|做|为|任|担任)导师`,
    ),
  ],
  [
    'assign',
    shape(
      `(?:请|让|安排)?(?<mentor>${name})${teacher}(?:来)?(?:当|做|任|担任)(?<students>${names})${pupil}的导师`,
    ),
  ],
  ['assign', shape(`(?:请|让|安排)(?<mentor>${name})老师(?:来)?(?:带|指导)(?<students>${names})${pupil}`)],
  [
    'change',
    shape(
      `(?<students>${names})${pupil}的?导师${oneOf(words.change)}(?<mentor>${name})${teacher}${oneOf([...words.lead, ''])}`,
    ),
  ],
  [
    'change',
    shape(
      `(?<students>${names})${pupil}${oneOf(words.change)}(?:由)?(?<mentor>${name})${teacher}${oneOf(words.lead)}`,
    ),
  ],
  ['assign', shape(`(?<students>${names})${pupil}由(?<mentor>${name})老师${oneOf(words.lead)}`)],
];

const polite = new RegExp(`^${oneOf(words.polite)}+`, 'u');
const because = new RegExp(`，(?:${words.because.join('|')})[：:是]?(?<reason>.{1,60})$`, 'u');

export function readMentorCommand(message: string, ground: DayGround): MentorCommand | undefined {
  const text = message
    .trim()
    .replace(/[，,。；;！!\s]+/gu, '，')
    .replace(/^，|，$/gu, '');
  if (text.length > 120 || !words.telling.some((word) => text.includes(word))) return undefined;
  const reason = because.exec(text);
  const told = (reason === null ? text : text.slice(0, reason.index)).replace(polite, '');
  const days = readComingDays(told, ground);
  const core = days.rest
    .replace(/，+/gu, '，')
    .replace(/^，|，$/gu, '')
    .replace(polite, '');
  const found = readShape(core);
  if (found === undefined) return undefined;
  if (days.unclear) return { verb: 'unclear', about: 'day' };
  if (found.verb === 'cover' && days.untilOn === undefined) return { verb: 'unclear', about: 'cover_end' };
  return {
    ...found,
    ...(days.fromOn === undefined ? {} : { fromOn: days.fromOn }),
    ...(days.untilOn === undefined ? {} : { untilOn: days.untilOn }),
    ...(reason?.groups?.['reason'] === undefined ? {} : { reason: reason.groups['reason'] }),
  };
}

type Found = Exclude<MentorCommand, { readonly verb: 'unclear' }>;

function readShape(core: string): Found | undefined {
  for (const [verb, pattern] of shapes) {
    const groups = pattern.exec(core)?.groups;
    if (groups === undefined) continue;
    const students = (groups['students'] ?? '').split('、').filter((one) => one !== '');
    const mentor = groups['mentor'];
    const named = mentor === undefined ? {} : { mentor };
    if (verb === 'cover') {
      const isLeave = groups['leave'] !== undefined;
      return { verb, students, standIn: groups['standIn'] ?? '', isLeave, ...named };
    }
    if (verb === 'end' || verb === 'sign') return { verb, students, ...named };
    return { verb, students, mentor: mentor ?? '' };
  }
  return undefined;
}
