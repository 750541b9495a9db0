/** What a message tells or wishes beside the records that were read out of it: shown, so that nothing is lost silently. */
import { understand } from './understand.ts';
import type { KnownStudent, Span, UnderstandingContext, UnderstoodRecord } from './understanding.ts';

const clausePattern = /[^，,。.；;！!？?\n]+/gu;
const shortestClause = 4;

const lead =
  '(?:今天|昨天|上午|下午|中午|晚上|刚才|后来|然后|接着|顺便|另外|还有|还|又|再|也|并且|我|已经|，)*';
/** 和王小明也聊了, 给张子涵家长打了: somebody is approached. */
const approach = new RegExp(`^${lead}(?:和|跟|给|找|与|去)`, 'u');
/** 顺便帮我把工资表发给校长: a wish to the bot. */
const wish = new RegExp(`^${lead}(?:帮我|请你|请帮|麻烦|替我|给我)`, 'u');

/** The first clause that no record came from and that approaches somebody else, or asks something of the bot. */
export function leftOver(
  text: string,
  records: readonly UnderstoodRecord[],
  { awaiting: _awaiting, settled: _settled, lastRecord: _lastRecord, ...context }: UnderstandingContext,
): Span | undefined {
  const recordedIds = new Set(records.flatMap(({ studentIds }) => studentIds));
  const spans = records.flatMap((record) => Object.values(record.spans));
  const known = [...context.mentees, ...context.otherStudents];
  const recorded = namesOf(known.filter(({ id }) => recordedIds.has(id)));
  const others = [...namesOf(known.filter(({ id }) => !recordedIds.has(id)))].filter(
    (name) => !recorded.has(name),
  );
  for (const match of text.matchAll(clausePattern)) {
    const clause = match[0].trim();
    const span = { from: match.index, to: match.index + match[0].length };
    const isRecorded = spans.some(({ from, to }) => from < span.to && to > span.from);
    if (isRecorded || clause.length < shortestClause) continue;
    if (wish.test(clause) && wishes.has(understand(clause, context).intent)) return span;
    const isOfAnother = approach.test(clause) && others.some((name) => clause.includes(name));
    if (isOfAnother && tells.has(understand(clause, context).intent)) return span;
  }
  return undefined;
}

const wishes: ReadonlySet<string> = new Set(['unsupported', 'smalltalk']);
const tells: ReadonlySet<string> = new Set(['log', 'ask']);

/** Full names and given names of two characters. */
function namesOf(students: readonly KnownStudent[]): ReadonlySet<string> {
  return new Set(students.flatMap(({ name }) => (name.length > 2 ? [name, name.slice(-2)] : [name])));
}
