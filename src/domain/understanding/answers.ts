/** A reply to the question that waits: chat-corpus.md §10. A whole new report is no reply. */

import { addDays, type Day, isDay, mondayOf, weekdayOf } from '../day.ts';
import { type ContactKind, contactKinds } from '../vocabulary.ts';
import { actKind } from './act-kind.ts';
import { anchorsIn } from './anchors.ts';
import type { DateExpression } from './date-expression.ts';
import { comingDay, pastDay } from './days.ts';
import { isInClass } from './mentions.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';
import type { AwaitedQuestion, Understanding } from './understanding.ts';

type Answer = Extract<Understanding, { intent: 'answer' }>;

export function readAnswer(message: Message, scene: Scene): Understanding | undefined {
  const { awaiting } = scene.context;
  if (!awaiting || awaiting.about === 'missing_field' || message.tokens.length > 14) return undefined;
  if (isCancel(message)) return { intent: 'answer', cancel: true };
  switch (awaiting.about) {
    case 'which_student':
    case 'not_your_mentee':
      return whichStudent(message, awaiting, scene);
    case 'which_date':
      return whichDate(message, awaiting, scene);
    case 'future_or_past':
      return futureOrPast(message, awaiting, scene);
    case 'which_kind':
      return whichKind(message, awaiting);
    case 'confirm_reading':
      return confirmReading(message, awaiting);
    case 'empty_content':
      return undefined;
  }
}

function isCancel(message: Message): boolean {
  return (
    message.tokens.length <= 6 &&
    hasTag(message, 'cancel') &&
    !hasTag(message, 'lastRecord') &&
    namedStudents(message).length === 0
  );
}

const ordinals: readonly (readonly string[])[] = [
  [
    '一',
    '1',
    '第一个',
    '第一',
    '前一个',
    '前者',
    '头一个',
    '前面那个',
    '前面的',
    'a',
    '①',
    '上面那个',
    '前一天',
    '第1个',
    '选1',
    '选一',
    '1号',
  ],
  [
    '二',
    '2',
    '第二个',
    '第二',
    '后一个',
    '后者',
    '后面那个',
    '后面的',
    'b',
    '后一天',
    '第2个',
    '选2',
    '选二',
    '两',
    '下面那个',
  ],
  ['三', '3', '第三个', '第三', 'c', '第3个', '选3', '选三'],
  ['四', '4', '第四个', '第四', 'd', '第4个', '选4', '选四'],
  ['五', '5', '第五个', '第五', 'e', '第5个'],
  ['六', '6', '第六个', '第六', '第6个'],
  ['七', '7', '第七个', '第七', '第7个'],
];

/** The place a reply points to: 2, 第二个, 后面那个, 最后一个. */
function ordinalIn(message: Message, count: number): number | undefined {
  const text = message.text.replaceAll(/[\s。.,!?个种条位项句天回吧的啊呢哈是选那]/g, '');
  if (text === '最后一' || text === '最后') return count - 1;
  const place = ordinals.findIndex((words) =>
    words.some((word) => word.replaceAll(/[个那的选天]/g, '') === text),
  );
  return place >= 0 && place < count ? place : undefined;
}

/** A report of its own: a contact word with a person approached, or more than a reply needs. */
export function isReport(message: Message): boolean {
  return (
    hasTag(message, 'towards') &&
    message.tokens.some((token) =>
      has(token, 'talk', 'talked', 'phone', 'visit', 'meet', 'report', 'message'),
    ) &&
    message.mentions.some(({ kind }) => kind !== 'speaker')
  );
}

function whichStudent(message: Message, awaiting: AwaitedQuestion, scene: Scene): Answer | undefined {
  const { candidates } = awaiting;
  const place = ordinalIn(message, candidates.length);
  const chosen = place === undefined ? undefined : candidates[place];
  if (chosen !== undefined) return { intent: 'answer', studentIds: [chosen] };
  if (isReport(message)) return undefined;
  const named = namedStudents(message);
  const related = relatedTo(message, candidates, scene);
  if (related !== undefined) return { intent: 'answer', studentIds: [related] };
  if (named.length > 0 && candidates.length > 1 && hasTag(message, 'except', 'absent', 'notMet')) {
    const out = named.flatMap(({ studentIds }) => studentIds);
    const rest = candidates.filter((id) => !out.includes(id));
    return named.some(({ doubt }) => doubt) || rest.length === candidates.length
      ? undefined
      : { intent: 'answer', studentIds: rest };
  }
  if (named.length > 0) {
    if (
      message.tokens.some((token) =>
        has(token, 'talked', 'phone', 'visit', 'report', 'show', 'notYet', 'future'),
      )
    )
      return undefined;
    const no = message.tokens.findIndex((token) => has(token, 'no'));
    const kept = named.filter(({ from }) => no < 0 || from > no + 1 || named.length === 1);
    const ids = [
      ...new Set(
        kept.flatMap(({ studentIds, doubt }) =>
          doubt ? doubt.candidates.filter((id) => candidates.includes(id)) : studentIds,
        ),
      ),
    ];
    return ids.length > 0 && (ids.length === kept.length || kept.every(({ doubt }) => !doubt))
      ? { intent: 'answer', studentIds: ids }
      : undefined;
  }
  const classWord = message.tokens.find((token) => token.classWord)?.classWord ?? bareClass(message);
  if (classWord) {
    const fitting = candidates.filter((id) => {
      const student = scene.mentees.get(id) ?? scene.otherById(id);
      return student !== undefined && isInClass(student, classWord);
    });
    if (fitting.length === 1) return { intent: 'answer', studentIds: fitting };
  }
  const surname = /姓(.)/.exec(message.text)?.[1];
  const called =
    surname === undefined
      ? []
      : candidates.filter((id) => (scene.mentees.get(id) ?? scene.otherById(id))?.name.startsWith(surname));
  if (called.length === 1) return { intent: 'answer', studentIds: called };
  const gender = genderIn(message.text);
  const gendered = gender
    ? candidates.filter((id) => (scene.mentees.get(id) ?? scene.otherById(id))?.gender === gender)
    : [];
  if (gendered.length === 1) return { intent: 'answer', studentIds: gendered };
  const isAll =
    (hasTag(message, 'both', 'all', 'pupils') || /都|全|俩/.test(message.text)) &&
    !hasTag(message, 'notMet', 'absent', 'no', 'notYet');
  const count = message.mentions.find((mention) => mention.count !== undefined)?.count ?? candidates.length;
  if (candidates.length > 1 && message.tokens.length <= 5 && isAll && count === candidates.length)
    return { intent: 'answer', studentIds: candidates };
  return yesOrNo(message, candidates);
}

/** 和甲同班的那个, 甲他姐: a candidate told by another pupil. */
function relatedTo(message: Message, candidates: readonly string[], scene: Scene): string | undefined {
  const [named, ...more] = namedStudents(message).flatMap(({ studentIds }) => studentIds);
  const other = named === undefined ? undefined : (scene.mentees.get(named) ?? scene.otherById(named));
  if (!other || more.length > 0 || message.tokens.length > 8) return undefined;
  const isClassmate = /同班|一个班|同一班/.test(message.text);
  const sibling = /[姐妹哥弟]/.test(message.text.slice(message.text.lastIndexOf(other.name.slice(-1)) + 1));
  if (!isClassmate && !sibling) return undefined;
  const fitting = candidates.filter((id) => {
    const student = scene.mentees.get(id) ?? scene.otherById(id);
    if (!student || id === named) return false;
    if (isClassmate) return student.className === other.className;
    const gender = genderIn(message.text);
    const isShared = (student.guardians ?? []).some((guardian) =>
      (other.guardians ?? []).some(({ id: known }) => known === guardian.id),
    );
    return isShared && (gender === undefined || student.gender === undefined || student.gender === gender);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function bareClass(message: Message): { number: number } | undefined {
  const number = message.tokens.find(({ kind }) => kind === 'number')?.value;
  return number !== undefined && message.text.includes('班') ? { number } : undefined;
}

function genderIn(text: string): 'male' | 'female' | undefined {
  if (/女|姑娘|丫头|姐|妹/.test(text)) return 'female';
  return /男|小子|哥|弟/.test(text) ? 'male' : undefined;
}

function yesOrNo(message: Message, candidates: readonly string[]): Answer | undefined {
  if (message.tokens.length > 4) return undefined;
  const [only] = candidates;
  if (hasTag(message, 'no')) return { intent: 'answer', confirm: 'no' };
  if (!hasTag(message, 'yes')) return undefined;
  return candidates.length === 1 && only !== undefined
    ? { intent: 'answer', studentIds: [only], confirm: 'yes' }
    : { intent: 'answer', confirm: 'yes' };
}

function dateToken(message: Message): Token | undefined {
  return (
    message.tokens.find((token) => token.date && token.date.form !== 'part') ??
    message.tokens.find((token) => token.date)
  );
}

function whichDate(message: Message, awaiting: AwaitedQuestion, scene: Scene): Answer | undefined {
  if (isReport(message) || namedStudents(message).length > 0) return undefined;
  const days = awaiting.candidates.filter(isDay);
  const pointed = /前面|后面|上面|下面|头一|最后/.test(message.text)
    ? ordinalIn(message, days.length)
    : undefined;
  const pointedDay = pointed === undefined ? undefined : days[pointed];
  if (pointedDay) return { intent: 'answer', on: pointedDay };
  const date = dateToken(message)?.date;
  if (date) {
    const offered =
      date.form === 'weekday' && date.week === undefined
        ? days.filter((day) => weekdayOf(day) === date.weekday)
        : [];
    const [only] = offered;
    if (offered.length === 1 && only !== undefined) return { intent: 'answer', on: only };
    const read = pastDay(date, scene);
    if (read.is === 'day') return { intent: 'answer', on: read.day };
    if (read.is === 'unclear' && date.form === 'offset') return { intent: 'answer', on: scene.today };
    const week = weekMeant(date, scene);
    const within = week === undefined ? [] : days.filter((day) => mondayOf(day) === week);
    if (within.length === 1 && within[0]) return { intent: 'answer', on: within[0] };
    const near =
      read.is === 'unclear' ? read.candidates.filter(isDay).find((day) => days.includes(day)) : undefined;
    return near ? { intent: 'answer', on: near } : undefined;
  }
  const place = ordinalIn(message, days.length);
  const chosen = place === undefined ? undefined : days[place];
  if (chosen) return { intent: 'answer', on: chosen };
  const number =
    message.tokens.length <= 2 ? message.tokens.find(({ kind }) => kind === 'number')?.value : undefined;
  const numbered = days.filter((day) => Number(day.slice(8)) === number);
  return numbered.length === 1 && numbered[0] ? { intent: 'answer', on: numbered[0] } : undefined;
}

/** 上个礼拜的, among days to choose from. */
function weekMeant(date: DateExpression, scene: Scene): Day | undefined {
  if (date.form !== 'vague') return undefined;
  return date.stretch === 'last_week' ? addDays(mondayOf(scene.today), -7) : undefined;
}

function futureOrPast(message: Message, awaiting: AwaitedQuestion, scene: Scene): Answer | undefined {
  if (isReport(message) && namedStudents(message).length > 0) return undefined;
  const days = awaiting.candidates.filter(isDay);
  const past = days.findLast((day) => day <= scene.today);
  const coming = days.find((day) => day > scene.today);
  const date = dateToken(message)?.date;
  const isPast =
    !/^(没呢|还没|没有|没去|没谈|未|没)/.test(message.text) &&
    message.tokens.some(
      (token) =>
        has(token, 'pastAnswer', 'talked') ||
        (has(token, 'done') && token.text !== '好了') ||
        token.text.endsWith('过了'),
    ) &&
    !hasTag(message, 'notYet');
  const isPlanned =
    (hasTag(message, 'plannedAnswer', 'future', 'notYet') || message.text.startsWith('没')) && !isPast;
  if (date) {
    const ahead = comingDay(date, scene);
    const back = pastDay(date, scene);
    if (isPlanned || back.is === 'future')
      return { intent: 'answer', confirm: 'plan', ...(ahead ? { on: ahead } : {}) };
    if (back.is === 'day') return { intent: 'answer', on: back.day };
    if (ahead && days.includes(ahead) && !isPast) return { intent: 'answer', confirm: 'plan', on: ahead };
  }
  const place = ordinalIn(message, days.length);
  const chosen: Day | undefined = place === undefined ? undefined : days[place];
  if (chosen)
    return chosen > scene.today
      ? { intent: 'answer', on: chosen, confirm: 'plan' }
      : { intent: 'answer', on: chosen };
  if (isPlanned) return { intent: 'answer', confirm: 'plan', ...(coming ? { on: coming } : {}) };
  if (isPast) return { intent: 'answer', ...(past ? { on: past } : {}), confirm: 'yes' };
  return yesOrNo(message, []);
}

function whichKind(message: Message, awaiting: AwaitedQuestion): Answer | undefined {
  const { candidates } = awaiting;
  const place = ordinalIn(message, candidates.length);
  const chosen = place === undefined ? undefined : toKind(candidates[place]);
  if (chosen) return { intent: 'answer', kind: chosen };
  if (isReport(message) && namedStudents(message).length > 0) return undefined;
  if (
    namedStudents(message).length > 0 &&
    !hasTag(message, 'each', 'together') &&
    !/先.+后/.test(message.text)
  )
    return undefined;
  if (hasTag(message, 'each') || /分开|单独|分别|先.+[再后]|一个一个|一个个|各谈|两次/.test(message.text))
    return { intent: 'answer', kind: 'talk' };
  if (hasTag(message, 'together') && candidates.includes('group_exchange'))
    return { intent: 'answer', kind: 'group_exchange' };
  const kind = kindWritten(message, candidates);
  if (kind) return { intent: 'answer', kind };
  const [first] = candidates;
  if (message.tokens.length <= 3 && hasTag(message, 'yes') && candidates.length === 1)
    return { intent: 'answer', ...(toKind(first) ? { kind: toKind(first) ?? 'talk' } : {}) };
  return message.tokens.length <= 3 && hasTag(message, 'no')
    ? { intent: 'answer', confirm: 'no' }
    : undefined;
}

function kindWritten(message: Message, candidates: readonly string[]): ContactKind | undefined {
  const { found } = anchorsIn(message.tokens, message.mentions, message.tokens.length);
  const classes = new Set(found.map(({ cls }) => cls));
  if (/语音消息|发的语音|语音条|条语音|留言|一条一条|发过去/.test(message.text))
    return offered('guardian_contact', candidates);
  if (
    /打的语音|通话|电话|打的|打了|接通|打通|接了|通了|直接讲|直接说/.test(message.text) &&
    candidates.includes('phone_call')
  )
    return /家长|妈|爸|家里|奶|爷|姥|通话|语音|电话|通|接/.test(message.text) &&
      !/孩子|本人|他自己|她自己|跟他|和他|学生/.test(message.text)
      ? 'phone_call'
      : offered('talk', candidates);
  if (/消息|文字|发的/.test(message.text) && candidates.includes('guardian_contact'))
    return 'guardian_contact';
  if (/家长|妈|爸|家里|奶奶|爷爷|姥/.test(message.text))
    return candidates.includes('phone_call') ? 'phone_call' : offered('guardian_contact', candidates);
  if (/孩子|本人|他自己|她自己|学生/.test(message.text)) return offered('talk', candidates);
  if (/屋|进去|进门|进了|家里坐/.test(message.text)) return offered('home_visit', candidates);
  if (/门口|没进|路上|楼下|没上楼|门外|院子|没上去/.test(message.text))
    return offered('guardian_contact', candidates);
  if (classes.size === 0) return undefined;
  const { kind } = actKind({
    classes,
    hasGuardian: !candidates.includes('talk'),
    isApproached: false,
    isAnswered: true,
    isHome: false,
    isFailed: false,
    atDoorstep: false,
    atPlace: false,
  });
  return kind;
}

function offered(kind: ContactKind, candidates: readonly string[]): ContactKind | undefined {
  return candidates.length === 0 || candidates.includes(kind) ? kind : undefined;
}

function toKind(text: string | undefined): ContactKind | undefined {
  return contactKinds.find((kind) => kind === text);
}

function confirmReading(message: Message, awaiting: AwaitedQuestion): Answer | undefined {
  const { candidates } = awaiting;
  const place = ordinalIn(message, candidates.length);
  const pointed = place === undefined ? undefined : candidates[place];
  const contact = candidates.map(toKind).find((kind) => kind !== undefined) ?? 'talk';
  if (pointed !== undefined)
    return { intent: 'answer', kind: pointed === 'concern' ? 'concern' : (toKind(pointed) ?? contact) };
  if (isReport(message) && namedStudents(message).length > 0) return undefined;
  const { text } = message;
  if (
    /上报|要报|报上去|关切|关注一下|是真的|真的|升级|报告|需要关注|报给|报心理|启动|预警|危险|要紧/.test(
      text,
    ) &&
    !/不用|不需|不是真|没有真|不必|别/.test(text)
  )
    return { intent: 'answer', kind: 'concern' };
  if (
    /只是|普通|不是|没事|谈话|记录|不用|没有|就是谈|误会|电影|书里|玩笑|记一下|电话|聊天|不需|不必|正常|记成/.test(
      text,
    ) &&
    message.tokens.length <= 10
  )
    return { intent: 'answer', kind: contact };
  if (message.tokens.length <= 4 && hasTag(message, 'yes'))
    return candidates.includes('concern')
      ? { intent: 'answer', confirm: 'yes' }
      : { intent: 'answer', confirm: 'yes', kind: contact };
  return undefined;
}
