/** What the school's contact does with a case: sees that it is there, opens its words on purpose, closes it with a note. */
import { itemsOf } from '../../domain/questionnaires/form.ts';
import type { EthicsCase, EthicsCaseState } from '../../storage/ethics-cases.ts';
import type { Tables } from '../../storage/storage.ts';
import type { WebSession } from '../../storage/web-sessions.ts';
import { type ConsoleScene, consoleScene } from '../console/console-scene.ts';
import type { OwnPageDeps } from '../own-page/own-scene.ts';
import { hasSteppedUp } from '../sign-in/has-stepped-up.ts';
import { ethicsContactOf, isEthicsContact, seesEthicsCase } from './ethics-contact.ts';

export interface EthicsCaseLine {
  readonly id: string;
  readonly shownFrom: string;
  readonly mentor: string;
  /** The question that was answered with no, or after which something was written. */
  readonly about: string;
  readonly state: EthicsCaseState;
  readonly closedBy?: string;
  readonly closedOn?: string;
}

export interface OpenedCase extends EthicsCaseLine {
  readonly words: string;
  readonly closing: string;
}

/** Undefined for everybody who is not to know whether there are any. */
export async function ethicsCases(scene: ConsoleScene): Promise<readonly EthicsCaseLine[] | undefined> {
  const { tables, school, look, today } = scene;
  const contact = await ethicsContactOf(tables, school.id);
  const seen = (await tables.ethicsCases.list(school.id, today)).filter((one) =>
    seesEthicsCase(scene, contact, one),
  );
  if (seen.length === 0 && !isEthicsContact(look, contact)) return undefined;
  const lines: EthicsCaseLine[] = [];
  for (const one of seen) lines.push(await lineOf(scene, tables, one));
  return lines;
}

/** How many wait for this person to open them; 0 for everybody else. */
export async function newEthicsCases(scene: ConsoleScene): Promise<number> {
  const cases = await ethicsCases(scene);
  return (cases ?? []).filter(({ state }) => state === 'new').length;
}

export interface EthicsStep {
  readonly session: WebSession;
  readonly caseId: string;
  readonly now: Date;
}

export type EthicsRefusal = 'not_yours' | 'sign_in_again';

/** The trace is written in the transaction that reads the words. */
export function openEthicsCase(
  deps: OwnPageDeps,
  step: EthicsStep,
): Promise<OpenedCase | { readonly refused: EthicsRefusal }> {
  return deps.storage.transaction(async (tables) => {
    const found = await caseFor(deps, tables, step);
    if ('refused' in found) return found;
    const { scene, found: one } = found;
    await tables.ethicsCases.seen(scene.school.id, one.id);
    await trace(deps, tables, scene, { verb: 'ethics_case_opened', caseId: one.id });
    const line = await lineOf(scene, tables, one);
    return { ...line, ...(await tables.ethicsCases.words(one)) };
  });
}

const longestClosing = 1_000;

export function closeEthicsCase(
  deps: OwnPageDeps,
  step: EthicsStep & { readonly closing: string },
): Promise<'closed' | { readonly refused: EthicsRefusal | 'no_note' | 'closed_before' }> {
  return deps.storage.transaction(async (tables) => {
    const found = await caseFor(deps, tables, step);
    if ('refused' in found) return found;
    const closing = step.closing.trim().slice(0, longestClosing);
    if (closing === '') return { refused: 'no_note' };
    const { scene, found: one } = found;
    const closed = { byId: scene.person.id, on: scene.today, closing };
    if (!(await tables.ethicsCases.close(scene.school.id, one.id, closed)))
      return { refused: 'closed_before' };
    await trace(deps, tables, scene, { verb: 'ethics_case_closed', caseId: one.id });
    return 'closed';
  });
}

async function caseFor(
  deps: OwnPageDeps,
  tables: Tables,
  { session, caseId, now }: EthicsStep,
): Promise<
  { readonly scene: ConsoleScene; readonly found: EthicsCase } | { readonly refused: EthicsRefusal }
> {
  const scene = await consoleScene(deps, tables, session, now);
  const found = scene && (await tables.ethicsCases.find(scene.school.id, caseId));
  if (scene === undefined || found === undefined || found.shownFrom > scene.today)
    return { refused: 'not_yours' };
  const contact = await ethicsContactOf(tables, scene.school.id);
  if (!seesEthicsCase(scene, contact, found)) return { refused: 'not_yours' };
  return hasSteppedUp(session, now) ? { scene, found } : { refused: 'sign_in_again' };
}

function trace(
  deps: OwnPageDeps,
  tables: Tables,
  { school, person, now }: ConsoleScene,
  { verb, caseId }: { readonly verb: 'ethics_case_opened' | 'ethics_case_closed'; readonly caseId: string },
): Promise<void> {
  return tables.audit.add([
    {
      id: deps.newId(),
      schoolId: school.id,
      at: now,
      actorId: person.id,
      verb,
      subjectId: caseId,
      detail: {},
    },
  ]);
}

async function lineOf({ roster, cards, today }: ConsoleScene, tables: Tables, one: EthicsCase) {
  const asked = await tables.questionnaires.find(one.questionnaireId);
  const item = asked && itemsOf(asked.questionnaire.form).find(({ key }) => key === one.itemKey);
  const { id, state, closedById, closedOn } = one;
  return {
    id,
    state,
    shownFrom: cards.say.day(one.shownFrom, today),
    mentor: roster.people.get(one.mentorId)?.name ?? '',
    about: item?.ask ?? '',
    ...(closedById === undefined ? {} : { closedBy: roster.people.get(closedById)?.name ?? '' }),
    ...(closedOn === undefined ? {} : { closedOn: cards.say.day(closedOn, today) }),
  };
}
