/** On the morning a case may be shown, the school's contact is told that there is one, without a word of it. */
import type { Cards } from '../../cards/load-cards.ts';
import { type Day, dayOf, instantOf } from '../../domain/day.ts';
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import { viewerOf } from '../../domain/visibility/viewer-of.ts';
import type { EthicsCase } from '../../storage/ethics-cases.ts';
import type { NewNotice, Notice } from '../../storage/outbox.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';
import { ethicsContactOf, seesEthicsCase } from './ethics-contact.ts';

export interface TellOfEthicsDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  readonly schemeVersions: SchemeVersionsOf;
}

/** How many people are told anew. */
export async function tellOfEthics(
  deps: TellOfEthicsDeps,
  school: School,
  limits: PushLimits,
  now: Date,
): Promise<number> {
  const { storage, newId } = deps;
  const on = dayOf(now);
  if ((await storage.ethicsCases.countNew(school.id, on)) === 0) return 0;
  const roster = await storage.roster(school);
  const accountOf = await storage.identities.accountsInUse(school.id);
  const staff = [...new Set(roster.facts.staff.map(({ personId }) => personId))];
  const notices: NewNotice[] = [];
  for (const personId of staff) {
    const accountId = accountOf.get(personId);
    if (accountId === undefined) continue;
    const [newest] = await newCasesFor(deps, school, roster, personId, on);
    if (newest === undefined) continue;
    notices.push({
      id: newId(),
      schoolId: school.id,
      accountId,
      personId,
      channel: 'app',
      card: 'ethics_case',
      payload: {},
      isUrgent: false,
      // Told once of what there is, also where the program slept over its morning.
      naturalKey: `ethics_case|${personId}|${newest.shownFrom}`,
      notBeforeAt: now,
      notAfterAt: instantOf(on, limits.quietFrom),
      createdAt: now,
    });
  }
  return storage.outbox.plan(notices);
}

export interface RenderEthicsDeps extends Omit<TellOfEthicsDeps, 'newId'> {
  readonly cards: Cards;
  /** Where the school has a public address. */
  readonly ethicsUrl: () => string | undefined;
}

/** Undefined where somebody has looked meanwhile. */
export async function renderEthicsNotice(
  deps: RenderEthicsDeps,
  { schoolId, personId }: Notice,
  now: Date,
): Promise<FilledCard | undefined> {
  const school = await deps.storage.schools.get(schoolId);
  const roster = await deps.storage.roster(school);
  const waiting = await newCasesFor(deps, school, roster, personId ?? '', dayOf(now));
  return waiting.length === 0 ? undefined : deps.cards.fill('ethics_case', { page: deps.ethicsUrl() });
}

/** The newest first. */
async function newCasesFor(
  { storage, schemeVersions }: Omit<TellOfEthicsDeps, 'newId'>,
  school: School,
  roster: SchoolRoster,
  personId: string,
  on: Day,
): Promise<readonly EthicsCase[]> {
  const versions = schemeVersions(school.schemeId, roster.followed);
  const scheme = versions.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? versions[0];
  if (scheme === undefined) return [];
  const look = { viewer: viewerOf(roster, personId, on), on, scheme };
  const contact = await ethicsContactOf(storage, school.id);
  const cases = await storage.ethicsCases.list(school.id, on);
  return cases.filter(
    (one) => one.state === 'new' && seesEthicsCase({ look, roster, today: on }, contact, one),
  );
}
