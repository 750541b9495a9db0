/**
 * In the afternoon of the opening: whom no notice reached, told to the teacher of the class, who can give a slip. Names
 * stand in the private card only, and only those of the own class.
 */
import type { Cards } from '../../cards/load-cards.ts';
import { type Day, dayNumber, instantOf } from '../../domain/day.ts';
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import { roleHolders } from '../../domain/duties/role-holders.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { FilledCard } from '../../domain/message.ts';
import { className, type SchoolRoster } from '../../domain/school-roster.ts';
import type { Invitation } from '../../storage/invitations.ts';
import type { NewNotice, Notice } from '../../storage/outbox.ts';
import type { QuestionnaireRound } from '../../storage/questionnaires.ts';
import type { Storage } from '../../storage/storage.ts';
import type { AskDeps } from './ask-by-notice.ts';

/** Writes down whom the platform refused, then tells each teacher once; how many were told anew. */
export async function tellOfUnreachable(
  { storage, newId }: AskDeps,
  round: QuestionnaireRound,
  limits: PushLimits,
  now: Date,
  on: Day,
): Promise<number> {
  await noteRefused(storage, round);
  const missed = await unreachedOf(storage, round.id);
  const roster = await storage.roster(await storage.schools.get(round.schoolId));
  const accountOf = await storage.identities.accountsInUse(round.schoolId);
  const holders = roleHolders(roster.facts.staff);
  const notices = [...groupBy(missed, ({ classKey }) => classKey).keys()].flatMap((classKey): NewNotice[] => {
    const personId = holders.holderOn('homeroom_teacher', classKey, dayNumber(on));
    const accountId = accountOf.get(personId ?? '');
    if (personId === undefined || accountId === undefined) return [];
    return [
      {
        id: newId(),
        schoolId: round.schoolId,
        accountId,
        personId,
        channel: 'app',
        card: 'questionnaire_unreached',
        payload: { round: round.id, class: classKey },
        isUrgent: false,
        naturalKey: `questionnaire_unreached|${round.id}|${classKey}`,
        notBeforeAt: now,
        notAfterAt: instantOf(round.closesOn, limits.quietFrom),
        createdAt: now,
      },
    ];
  });
  return storage.outbox.plan(notices);
}

async function noteRefused(storage: Storage, round: QuestionnaireRound): Promise<void> {
  for (const { id } of await storage.questionnaires.ofRound(round.id)) {
    const refused = new Set(await storage.outbox.refused(`questionnaire_open|${id}|`));
    if (refused.size === 0) continue;
    const unanswered = await storage.invitations.unanswered(id);
    const ids = unanswered.filter(({ personId }) => refused.has(personId)).map((invitation) => invitation.id);
    await storage.invitations.markUnreachable(ids, 'refused');
  }
}

async function unreachedOf(storage: Storage, roundId: string): Promise<readonly Invitation[]> {
  const missed = [];
  for (const { id } of await storage.questionnaires.ofRound(roundId))
    missed.push(...(await storage.invitations.unreached(id)));
  return missed.filter(({ classKey }) => classKey !== '');
}

export interface RenderUnreachedDeps {
  readonly storage: Storage;
  readonly cards: Cards;
  /** Address of the page that prints slips, where the school has a public one. */
  readonly slipsUrl: (roundId: string) => string | undefined;
}

/** Undefined where nobody is left without. */
export async function renderUnreached(
  { storage, cards, slipsUrl }: RenderUnreachedDeps,
  notice: Notice,
): Promise<FilledCard | undefined> {
  const { round: roundId = '', class: classKey = '' } = notice.payload;
  const round = await storage.questionnaires.round(notice.schoolId, roundId);
  if (round === undefined || round.closedAt !== undefined) return undefined;
  const missed = (await unreachedOf(storage, roundId)).filter((one) => one.classKey === classKey);
  if (missed.length === 0) return undefined;
  const roster = await storage.roster(await storage.schools.get(notice.schoolId));
  const students = new Set(missed.filter(isStudent).map(({ personId }) => personId));
  const guardians = new Map(missed.filter((one) => !isStudent(one)).map((one) => [one.personId, one]));
  return cards.fill('questionnaire_unreached', {
    title: round.title,
    class: className(roster, classKey),
    students: students.size === 0 ? undefined : students.size,
    guardians: [...guardians.values()].map((one) => ({
      guardian: nameOfAsked(roster, cards, one),
      why: cards.words.unreached[one.unreachable ?? 'refused'],
    })),
    page: slipsUrl(roundId),
  });
}

function isStudent({ personId, studentId }: Invitation): boolean {
  return personId === studentId;
}

/** Of a guardian: 张宇轩的妈妈. */
function nameOfAsked(
  roster: SchoolRoster,
  cards: Cards,
  { personId, studentId }: Pick<Invitation, 'personId' | 'studentId'>,
): string {
  const pupil = roster.pupilById.get(studentId);
  const relation = pupil?.guardians?.find(({ id }) => id === personId)?.relation ?? 'other';
  return cards.words.helpers.guardian
    .replaceAll('{student}', pupil?.name ?? '')
    .replaceAll('{relation}', cards.words.relations[relation]);
}
