/** A round opened by its issuer: one of the scheme, or, of a form the scheme does not use, one of the office's own. */

import type { Cards } from '../../cards/load-cards.ts';
import { type Day, dayOf } from '../../domain/day.ts';
import type { RespondentKind } from '../../domain/questionnaires/form.ts';
import { handRound } from '../../domain/questionnaires/hand-round.ts';
import { daysFrom, usualRoundTimes } from '../../domain/questionnaires/round-days.ts';
import type { SchemeVersion } from '../../domain/schemes/scheme.ts';
import type { Person, SchoolRoster } from '../../domain/school-roster.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { School } from '../../storage/schools.ts';
import type { Tables } from '../../storage/storage.ts';
import {
  type NewRound,
  planRoundWithin,
  type RoundDeps,
  type RoundRefusal,
  startRound,
} from './open-round.ts';

export interface HandScene {
  readonly tables: Tables;
  readonly cards: Cards;
  readonly school: School;
  readonly roster: SchoolRoster;
  readonly schemeVersions: readonly SchemeVersion[];
  readonly person: Person;
  readonly today: Day;
}

export type HandRefusal = RoundRefusal | 'not_issuer' | 'vacation' | 'not_now';

export type PlannedByHand =
  | { readonly round: QuestionnaireRound }
  | { readonly refused: HandRefusal; readonly from?: Day };

/** These may ask what the scheme does not. */
const officeRoles: readonly StaffRole[] = ['moral_office', 'steering_group', 'principal', 'deputy_principal'];

/** `forms`: keys, any of which is meant. It opens with the next tick. */
export async function planByHandWithin(
  deps: Pick<RoundDeps, 'newId' | 'newSecret' | 'forms'>,
  scene: HandScene,
  forms: readonly string[],
): Promise<PlannedByHand> {
  const { tables, school, roster, person, today, schemeVersions, cards } = scene;
  const roles = roster.facts.staff.filter(
    ({ personId, fromOn, untilOn }) =>
      personId === person.id && fromOn <= today && (untilOn === undefined || today <= untilOn),
  );
  const there = await tables.questionnaires.rounds(school.id);
  const found = handRound({
    versions: schemeVersions,
    calendar: roster.calendar,
    startOn: school.startOn,
    times: usualRoundTimes,
    forms,
    roles,
    on: today,
    there,
  });
  if ('round' in found) {
    const { opening = 'month_end', ...round } = found.round;
    const title = cards.say.round(opening, round.opensOn);
    return planRoundWithin(deps, tables, { ...round, schoolId: school.id, title, issuerId: person.id });
  }
  if (found.refused !== 'not_in_scheme') return found;
  const issuerRole = officeRoles.find((office) => roles.some(({ role }) => role === office));
  if (issuerRole === undefined) return { refused: 'not_issuer' };
  const own = ownRound(deps, { scene, forms, issuerRole, there });
  return own === undefined ? { refused: 'unknown_form' } : planRoundWithin(deps, tables, own);
}

interface OwnRound {
  readonly scene: HandScene;
  readonly forms: readonly string[];
  readonly issuerRole: StaffRole;
  readonly there: readonly QuestionnaireRound[];
}

function ownRound(
  { forms: bank }: Pick<RoundDeps, 'forms'>,
  { scene: { school, roster, person, today }, forms, issuerRole, there }: OwnRound,
): NewRound | undefined {
  const form = forms.map((key) => bank().get(key)).find((known) => known !== undefined);
  const respondents: RespondentKind | undefined = form?.respondents[0];
  if (form === undefined || respondents === undefined) return undefined;
  const before = there.filter(({ ruleId, windowFirstOn }) => ruleId === '' && windowFirstOn === today);
  return {
    schoolId: school.id,
    ruleId: '',
    windowFirstOn: today,
    nth: before.length + 1,
    scope: '',
    title: form.title,
    issuerRole,
    issuerId: person.id,
    questionnaires: [{ form: form.key, respondents }],
    ...daysFrom(roster.calendar, today, usualRoundTimes),
  };
}

export interface OpenByHand {
  readonly schoolId: string;
  readonly personId: string;
  readonly forms: readonly string[];
  readonly now: Date;
}

export type OpenedByHand =
  | { readonly round: QuestionnaireRound; readonly invited: number }
  | { readonly refused: HandRefusal | 'nobody_to_ask' | 'open_already'; readonly from?: Day };

/** For a page: planned and opened at once. */
export async function openByHand(
  deps: RoundDeps & { readonly cards: Cards },
  { schoolId, personId, forms, now }: OpenByHand,
): Promise<OpenedByHand> {
  const planned = await deps.storage.transaction(async (tables): Promise<PlannedByHand> => {
    const school = await tables.schools.get(schoolId);
    const roster = await tables.roster(school);
    const person = roster.people.get(personId);
    if (person?.kind !== 'staff') return { refused: 'not_issuer' };
    const schemeVersions = deps.schemeVersions(school.schemeId, roster.followed);
    const cards = deps.cards.worded(roster.wording);
    const scene = { tables, cards, school, roster, schemeVersions, person, today: dayOf(now) };
    return planByHandWithin(deps, scene, forms);
  });
  if ('refused' in planned) return planned;
  const started = await startRound(deps, planned.round, now);
  return 'refused' in started ? started : { round: planned.round, invited: started.invited };
}
