/**
 * What a viewer may learn from the sheets of one closed questionnaire (CV-21, V-06). Every page, export and chat answer
 * goes through here. Numbers by mentor form one partition of the sheets, each part large enough, and everything else is
 * said of all sheets together, so that no part that is too small is left over by subtraction.
 */
import { groupBy } from '../group-by.ts';
import {
  type ItemFigure,
  itemFigures,
  type SatisfiedFigure,
  type ScoreFigure,
  type Sheet,
  satisfiedFigure,
  scoreFigure,
} from './figures.ts';
import { itemsOf, type QuestionnaireForm } from './form.ts';
import type { Answers } from './read-answers.ts';

/** Settings of a school; never below what CV-21 asks. */
export interface SmallestGroups {
  readonly numbers: number;
  readonly words: number;
}

export const smallestGroups: SmallestGroups = { numbers: 3, words: 10 };

export interface Viewer {
  /** Who opened the round: sees the sheets without names. */
  readonly isIssuer: boolean;
  /** Looks after the mentors that are rated: sees the figures by mentor. */
  readonly seesMentors: boolean;
  /** The viewer is one of those who are rated. */
  readonly ownMentorId?: string;
}

export interface ClosedQuestionnaire {
  readonly form: QuestionnaireForm;
  readonly sheets: readonly Sheet[];
  /** Everybody who was rated, also those nobody has answered about; empty where it is not about mentors. */
  readonly mentorIds: readonly string[];
  readonly invited: number;
}

export type TooFew = 'too_few';

export interface GroupFigures {
  /** Several where one alone would be too few. */
  readonly mentorIds: readonly string[];
  readonly score: ScoreFigure;
  readonly satisfied?: SatisfiedFigure;
}

export interface WholeFigures {
  readonly returned: number;
  readonly score?: ScoreFigure;
  readonly satisfied?: SatisfiedFigure;
  /** Those with enough answers. */
  readonly items: readonly ItemFigure[];
  readonly words: readonly { readonly key: string; readonly texts: readonly string[] }[];
}

export interface QuestionnaireReport {
  /** Of a mentor: the own mean and count. */
  readonly own?: ScoreFigure | TooFew;
  readonly groups?: readonly GroupFigures[];
  readonly whole?: WholeFigures | TooFew;
  /** The issuer's: each sheet as it was returned, in no order. */
  readonly sheets?: readonly Answers[];
}

export function reportFor(
  questionnaire: ClosedQuestionnaire,
  viewer: Viewer,
  smallest: SmallestGroups,
): QuestionnaireReport {
  const { form, sheets } = questionnaire;
  const { ownMentorId } = viewer;
  const own = ownMentorId === undefined ? undefined : ownFigure(questionnaire, ownMentorId, smallest);
  const seen = own === undefined ? {} : { own };
  if (!viewer.isIssuer && !viewer.seesMentors) return seen;

  const pinned = own === undefined || own === 'too_few' ? undefined : ownMentorId;
  const groups = groupsOf(questionnaire, smallest.numbers, pinned);
  if (groups === 'too_few' || sheets.length < smallest.numbers) return { ...seen, whole: 'too_few' };
  const byMentor = groupBy(sheets, ({ mentorId }) => mentorId);
  const sheetsOf = (ids: readonly string[]): readonly Sheet[] => ids.flatMap((id) => byMentor.get(id) ?? []);
  const figures = groups.map((mentorIds) => groupFigures(form, mentorIds, sheetsOf(mentorIds)));
  // Where one part were withheld, the whole less the others would give it away.
  const hasShares = figures.every(({ satisfied }) => (satisfied?.asked ?? 0) >= smallest.numbers);
  const whole = wholeFigures(form, sheets, viewer, smallest);
  return {
    ...seen,
    groups: figures.flatMap(({ mentorIds, score, satisfied }) =>
      score === undefined ? [] : [{ mentorIds, score, ...(hasShares && satisfied ? { satisfied } : {}) }],
    ),
    whole,
    ...(viewer.isIssuer ? { sheets: sheets.map(({ answers }) => answers) } : {}),
  };
}

function ownFigure(
  { form, sheets }: ClosedQuestionnaire,
  mentorId: string,
  smallest: SmallestGroups,
): ScoreFigure | TooFew {
  const figure = scoreFigure(
    form,
    sheets.filter((sheet) => sheet.mentorId === mentorId),
  );
  return figure !== undefined && figure.count >= smallest.numbers ? figure : 'too_few';
}

function groupsOf(
  { form, sheets, mentorIds }: ClosedQuestionnaire,
  minimum: number,
  pinned: string | undefined,
): readonly (readonly string[])[] | TooFew {
  if (mentorIds.length === 0) return [];
  const counts = new Map(mentorIds.map((id) => [id, 0]));
  for (const { mentorId, answers } of sheets) {
    const isScored = scoreFigure(form, [{ mentorId, answers }]) !== undefined;
    counts.set(mentorId, (counts.get(mentorId) ?? 0) + (isScored ? 1 : 0));
  }
  return groupsToShow(counts, minimum, pinned);
}

/**
 * Parts of at least `minimum` answers: whoever has too few is put together with the next smallest. Who sees the own part
 * anyhow keeps it alone. Too few where not everybody can be put into such a part.
 */
export function groupsToShow(
  counts: ReadonlyMap<string, number>,
  minimum: number,
  pinned?: string,
): readonly (readonly string[])[] | TooFew {
  const smallestFirst = [...counts]
    .filter(([id]) => id !== pinned)
    .sort(([a, countA], [b, countB]) => countA - countB || (a < b ? -1 : 1));
  const groups: string[][] = pinned === undefined ? [] : [[pinned]];
  let group: string[] = [];
  let size = 0;
  for (const [id, count] of smallestFirst) {
    group.push(id);
    size += count;
    if (size < minimum) continue;
    groups.push(group);
    group = [];
    size = 0;
  }
  const smallestGroup = groups.find(([first]) => first !== pinned);
  if (smallestGroup !== undefined) smallestGroup.push(...group);
  else if (size > 0) return 'too_few';
  return groups.length === 0 ? 'too_few' : groups;
}

function groupFigures(form: QuestionnaireForm, mentorIds: readonly string[], sheets: readonly Sheet[]) {
  return {
    mentorIds,
    score: scoreFigure(form, sheets),
    satisfied: satisfiedFigure(form, sheets),
  };
}

function wholeFigures(
  form: QuestionnaireForm,
  sheets: readonly Sheet[],
  viewer: Viewer,
  smallest: SmallestGroups,
): WholeFigures {
  const score = scoreFigure(form, sheets);
  const satisfied = satisfiedFigure(form, sheets);
  const showsWords = viewer.isIssuer || sheets.length >= smallest.words;
  return {
    returned: sheets.length,
    ...(score === undefined || score.count < smallest.numbers ? {} : { score }),
    ...(satisfied === undefined || satisfied.asked < smallest.numbers ? {} : { satisfied }),
    items: itemFigures(form, sheets).filter(({ answered }) => answered >= smallest.numbers),
    words: showsWords ? wordsIn(form, sheets) : [],
  };
}

function wordsIn(form: QuestionnaireForm, sheets: readonly Sheet[]): WholeFigures['words'] {
  return itemsOf(form).flatMap(({ key, kind }) => {
    if (kind !== 'long_text' && kind !== 'short_text') return [];
    const texts = sheets.flatMap(({ answers }) => {
      const text = answers[key];
      return typeof text === 'string' ? [text] : [];
    });
    return texts.length === 0 ? [] : [{ key, texts }];
  });
}

export type ResponseState = 'no_conclusion' | 'caution' | 'enough';

/** experience.md §3.5: below 30 % nothing follows, below 60 % with caution. */
export function responseState(returned: number, invited: number): ResponseState {
  if (invited === 0 || returned * 100 < invited * 30) return 'no_conclusion';
  return returned * 100 < invited * 60 ? 'caution' : 'enough';
}

/** Where nearly everybody is satisfied the number says nothing any more. */
export function isAtCeiling({ satisfied, asked }: SatisfiedFigure): boolean {
  return asked > 0 && satisfied * 100 > asked * 95;
}
