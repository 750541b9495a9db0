/** A heading with a date or a kind, then lines: the heading holds for every line (chat-corpus.md §8). */
import type { Act } from './act.ts';
import type { ClauseReading } from './clause-reading.ts';
import { contactIn } from './contact.ts';
import type { Scene } from './scene.ts';
import type { Teller } from './teller.ts';
import { has } from './token.ts';

/** Reads a pasted list into the teller; false where the message is none. */
export function readPastedList(readings: readonly ClauseReading[], teller: Teller, scene: Scene): boolean {
  const lines = byLine(readings);
  const [heading, ...rows] = lines;
  if (!heading || rows.length === 0 || !isHeading(heading)) return false;
  if (!rows.some((row) => row.some(isNaming))) return false;
  const head = headingAct(heading, teller, scene);
  if (head === undefined) return false;
  let current = head;
  for (const row of rows) {
    const next = isHeading(row) ? headingAct(row, teller, scene) : undefined;
    if (next && next.dates.length > 0)
      current = next.kind === undefined ? { ...current, dates: next.dates } : next;
    else tellRow(row, current, teller, scene);
  }
  gatherAssembly(head, teller);
  return true;
}

function byLine(readings: readonly ClauseReading[]): readonly (readonly ClauseReading[])[] {
  const lines = new Map<number, ClauseReading[]>();
  for (const reading of readings)
    lines.set(reading.clause.line, [...(lines.get(reading.clause.line) ?? []), reading]);
  return [...lines.values()];
}

function isNaming({ mentions }: ClauseReading): boolean {
  return mentions.some(({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'));
}

function isHeading(line: readonly ClauseReading[]): boolean {
  if (line.some(isNaming)) return false;
  const length = line.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return (
    length <= 12 &&
    line.some(
      ({ anchors, dates, isReport, tokens }) =>
        anchors.found.length > 0 ||
        dates.length > 0 ||
        isReport ||
        tokens.some(({ date }) => date !== undefined),
    )
  );
}

type Heading =
  | Pick<Act, 'kind' | 'kindChoices' | 'medium' | 'dates' | 'isTogether' | 'isFuture' | 'span'>
  | undefined;

function headingAct(line: readonly ClauseReading[], teller: Teller, scene: Scene): Heading {
  const reading = line.find(({ anchors }) => anchors.found.length > 0);
  const dates = line
    .flatMap(({ tokens }) => tokens.flatMap(({ date }) => (date && date.form !== 'just_now' ? [date] : [])))
    .slice(0, 2);
  const act = reading ? contactIn(reading, teller, scene) : undefined;
  if (act === 'foreign') return undefined;
  const isFuture = line.some((one) => one.isFuture || one.tokens.some(({ text }) => text.includes('计划')));
  const span = { from: line[0]?.tokens[0]?.from ?? 0, to: line.at(-1)?.tokens.at(-1)?.to ?? 0 };
  if (!act) return { kind: undefined, dates, isTogether: false, isFuture, span };
  return {
    kind: act.kind,
    ...(act.medium ? { medium: act.medium } : {}),
    dates,
    isTogether: act.isTogether,
    isFuture,
    span,
  };
}

function tellRow(
  row: readonly ClauseReading[],
  head: NonNullable<Heading>,
  teller: Teller,
  scene: Scene,
): void {
  const [first, ...rest] = row;
  if (!first) return;
  const reading = isNaming(first) ? first : rest.find(isNaming);
  if (!reading) return;
  teller.carried = head.dates;
  const own = reading.anchors.found.length > 0 ? contactIn(reading, teller, scene) : undefined;
  const named = reading.mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
  const leading = named.filter(
    (mention, index) =>
      index === 0 ||
      reading.tokens
        .slice(named[index - 1]?.to ?? 0, mention.from)
        .every((token) => has(token, 'conjunction')),
  );
  const isAbsent = row.some(({ tokens }) => tokens.some((token) => has(token, 'absent')));
  const isSought = row.some(
    ({ notMet, tokens }) => notMet && tokens.some((token) => has(token, 'notMet') && !has(token, 'absent')),
  );
  if (isAbsent && !isSought) return;
  const hasKind =
    own !== undefined &&
    own !== 'foreign' &&
    (own.kind !== undefined || head.kind === undefined) &&
    !own.isWeak &&
    !(head.kind === 'phone_call' && isOnlyTalk(reading)) &&
    isFrameAnchor(reading);
  const base = hasKind ? own : rowAct(reading, leading, head);
  const dates = reading.dates.length > 0 ? reading.dates : head.dates;
  const noAnswer =
    row.some((one) => one.noAnswer) && (base.kind === 'phone_call' || base.kind === 'guardian_contact');
  const minutes = row.find((one) => one.minutes !== undefined)?.minutes;
  teller.acts.push({
    ...base,
    dates,
    isDone: true,
    hasContent: true,
    isEach: true,
    isFuture: head.isFuture,
    outcome: noAnswer ? 'no_answer' : isSought ? 'not_met' : base.outcome,
    ...(minutes === undefined ? {} : { minutes }),
  });
}

/** 爸爸 谈手机, under a heading 电话: what was talked about. */
function isOnlyTalk({ anchors }: ClauseReading): boolean {
  return anchors.found.every(({ cls }) => cls === 'talk' || cls === 'said');
}

/** The row's own contact word stands right behind the name, before any content. */
function isFrameAnchor({ anchors, tokens }: ClauseReading): boolean {
  const first = anchors.found[0]?.at ?? tokens.length;
  return tokens.slice(0, first).every(({ kind }) => kind !== 'plain');
}

function rowAct(reading: ClauseReading, leading: ClauseReading['mentions'], head: NonNullable<Heading>): Act {
  const hasGuardian = leading.some(({ kind }) => kind === 'guardian');
  const kind = head.kind === 'talk' && hasGuardian ? 'guardian_contact' : head.kind;
  return {
    kind,
    ...(head.medium ? { medium: head.medium } : {}),
    kindChoices: ['talk', 'daily_meet'],
    studentIds: [...new Set(leading.flatMap(({ studentIds }) => studentIds))],
    guardianIds: leading.flatMap(({ guardianIds }) => guardianIds ?? []),
    hasGuardian,
    doubts: leading.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
    isNamed: true,
    isWeak: false,
    isEach: true,
    isTogether: false,
    dates: head.dates,
    isFuture: head.isFuture,
    isDone: true,
    hasContent: true,
    outcome: 'done',
    span: { from: reading.tokens[0]?.from ?? 0, to: reading.tokens.at(-1)?.to ?? 0 },
  };
}

/** 小组谈话 with one name a line is one exchange of all. */
function gatherAssembly(head: NonNullable<Heading>, teller: Teller): void {
  const [first] = teller.acts;
  if (
    !head.isTogether ||
    !first ||
    teller.acts.some(({ kind }) => kind !== 'talk' && kind !== 'group_exchange')
  )
    return;
  teller.acts = [
    {
      ...first,
      kind: 'group_exchange',
      isTogether: true,
      isEach: false,
      studentIds: [...new Set(teller.acts.flatMap(({ studentIds }) => studentIds))],
    },
  ];
}
