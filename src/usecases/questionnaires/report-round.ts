/**
 * A round as somebody on the console may see it: who has answered by class, and what came out once it is closed. Pages,
 * the export and the mentor's own page all ask here; what a viewer may learn from the sheets says `reportFor`.
 */
import type { QuestionnaireForm, RespondentKind } from '../../domain/questionnaires/form.ts';
import {
  type QuestionnaireReport,
  type ResponseState,
  reportFor,
  responseState,
  type SmallestGroups,
  type Viewer,
} from '../../domain/questionnaires/report.ts';
import { smallestGroupsAt } from '../../domain/questionnaires/smallest-groups.ts';
import type { RatedMentor, Returned } from '../../storage/invitations.ts';
import type { Questionnaire, QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { Tables } from '../../storage/storage.ts';
import type { ConsoleScene } from '../console/console-scene.ts';
import { mentorsInSight, type RoundSight, roundSight, seesClassOf, seesSheets } from './round-sight.ts';

export type RoundState = 'planned' | 'open' | 'closed';

export interface QuestionnaireResult {
  readonly id: string;
  readonly form: QuestionnaireForm;
  readonly respondents: RespondentKind;
  /** Classes this viewer looks after; '' for staff. */
  readonly classes: readonly Returned[];
  /** Of everybody whose answers the report is about. */
  readonly invited: number;
  readonly returned: number;
  readonly response: ResponseState;
  /** Only of what was asked without names, once the round is closed, for whoever looks after mentors. */
  readonly report?: QuestionnaireReport;
  /** May look at the sheets themselves, by a step of its own. */
  readonly opensSheets: boolean;
}

export interface RoundReport {
  readonly round: QuestionnaireRound;
  readonly state: RoundState;
  readonly isIssuer: boolean;
  readonly smallest: SmallestGroups;
  readonly questionnaires: readonly QuestionnaireResult[];
}

export function stateOf({ openedAt, closedAt }: QuestionnaireRound): RoundState {
  if (closedAt !== undefined) return 'closed';
  return openedAt === undefined ? 'planned' : 'open';
}

export function smallestGroupsSetting(schoolId: string): string {
  return `smallest_groups|${schoolId}`;
}

/** Those that held when the round was closed. */
export async function smallestGroupsOf(
  { settings }: Pick<Tables, 'settings'>,
  { schoolId, closedAt }: QuestionnaireRound,
  now: Date,
): Promise<SmallestGroups> {
  return smallestGroupsAt(await settings.get(smallestGroupsSetting(schoolId)), closedAt ?? now);
}

/** Undefined where the round is not theirs to look at. */
export async function reportRound(scene: ConsoleScene, roundId: string): Promise<RoundReport | undefined> {
  const { tables, school, look, now } = scene;
  const round = await tables.questionnaires.round(school.id, roundId);
  if (round === undefined) return undefined;
  const held = roundSight(look, round, gradesOf(scene));
  const smallest = await smallestGroupsOf(tables, round, now);
  const questionnaires = [];
  for (const questionnaire of await tables.questionnaires.ofRound(round.id)) {
    const result = await resultOf(scene, { round, held, smallest, questionnaire });
    if (result !== undefined) questionnaires.push(result);
  }
  const state = stateOf(round);
  // Before the opening nobody is asked yet: the plan is for those who will see what comes of it.
  if (questionnaires.length === 0 && (state !== 'planned' || !leads(held))) return undefined;
  return { round, state, isIssuer: held.isIssuer, smallest, questionnaires };
}

function leads({ isIssuer, mentorsOf }: RoundSight): boolean {
  return isIssuer || mentorsOf === 'all' || mentorsOf.length > 0;
}

interface Looked {
  readonly round: QuestionnaireRound;
  readonly held: RoundSight;
  readonly smallest: SmallestGroups;
  readonly questionnaire: Questionnaire;
}

/** Undefined where this viewer has nothing to do with anybody who is asked. */
async function resultOf(
  { tables, look, person }: ConsoleScene,
  { round, held, smallest, questionnaire }: Looked,
): Promise<QuestionnaireResult | undefined> {
  const { id, form, respondents } = questionnaire;
  const all = await tables.invitations.countByClass(id);
  const classes = all.filter(({ classKey }) => seesClassOf(look, held, classKey));
  const rated = await tables.invitations.rated(id);
  const mentorIds = mentorsInSight(held, rated);
  const seesWhole = held.mentorsOf === 'all';
  if (classes.length === 0 && mentorIds.length === 0 && !seesWhole) return undefined;
  const counted = seesWhole ? all : rated.filter(({ mentorId }) => mentorIds.includes(mentorId));
  const seesFigures = seesWhole || mentorIds.length > 0;
  const { invited, returned } = totals(seesFigures ? counted : classes);
  const isClosed = round.closedAt !== undefined;
  const viewer = { isIssuer: false, seesMentors: true, ...ownOf(rated, person.id) };
  const seen = { questionnaire, rated, mentorIds, seesWhole, invited };
  return {
    id,
    form,
    respondents,
    classes,
    invited,
    returned,
    response: responseState(returned, invited),
    ...(isClosed && seesFigures && !form.isNamed
      ? { report: await reportOf(tables, seen, viewer, smallest) }
      : {}),
    opensSheets: isClosed && seesSheets(look, round, rated),
  };
}

/** Sheets about the mentors in sight; the own figure is always of all sheets about the viewer. */
async function reportOf(
  tables: Tables,
  seen: {
    readonly questionnaire: Questionnaire;
    readonly mentorIds: readonly string[];
    readonly seesWhole: boolean;
    readonly invited: number;
  },
  viewer: Viewer,
  smallest: SmallestGroups,
): Promise<QuestionnaireReport> {
  const { questionnaire, mentorIds, seesWhole, invited } = seen;
  const all = await tables.answers.list(questionnaire.id);
  const sheets = seesWhole ? all : all.filter(({ mentorId }) => mentorIds.includes(mentorId));
  const isOwnAmong = mentorIds.includes(viewer.ownMentorId ?? '');
  const { ownMentorId: _, ...anybody } = viewer;
  const asked = { form: questionnaire.form, sheets, mentorIds, invited };
  return reportFor(asked, isOwnAmong ? viewer : anybody, smallest);
}

function ownOf(rated: readonly RatedMentor[], personId: string): Pick<Viewer, 'ownMentorId'> {
  return rated.some(({ mentorId }) => mentorId === personId) ? { ownMentorId: personId } : {};
}

function totals(counts: readonly Pick<Returned, 'invited' | 'returned'>[]): {
  readonly invited: number;
  readonly returned: number;
} {
  const sum = (part: 'invited' | 'returned'): number =>
    counts.reduce((total, count) => total + count[part], 0);
  return { invited: sum('invited'), returned: sum('returned') };
}

export function gradesOf({ roster }: Pick<ConsoleScene, 'roster'>): readonly string[] {
  const grades = [...roster.classNames.keys()].map((key) => key.slice(0, key.indexOf('.')));
  return [...new Set(grades)];
}
