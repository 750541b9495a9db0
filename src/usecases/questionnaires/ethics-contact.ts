/**
 * Who is told when somebody says that a teacher's conduct was not right: one post of the school's choice. Nobody else
 * learns that there is anything. A case about the contact itself goes to the steering group and the principal.
 */
import { holds, type Look } from '../../domain/visibility/standing.ts';
import { viewerOf } from '../../domain/visibility/viewer-of.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { EthicsCase } from '../../storage/ethics-cases.ts';
import type { Tables } from '../../storage/storage.ts';
import type { ConsoleScene } from '../console/console-scene.ts';

export const ethicsContacts = [
  'moral_office',
  'steering_group',
  'principal',
  'psych_teacher',
] as const satisfies readonly StaffRole[];
export type EthicsContact = (typeof ethicsContacts)[number];

export function ethicsContactSetting(schoolId: string): string {
  return `ethics_contact|${schoolId}`;
}

export async function ethicsContactOf(
  { settings }: Pick<Tables, 'settings'>,
  schoolId: string,
): Promise<EthicsContact> {
  const stored = await settings.get(ethicsContactSetting(schoolId));
  return ethicsContacts.find((role) => role === stored) ?? 'moral_office';
}

/** Of the moral-education office only who answers for it (V-02). */
export function isEthicsContact(look: Look, contact: EthicsContact): boolean {
  return contact === 'moral_office' ? look.viewer.directsMoralOffice : holds(look, contact);
}

export function seesEthicsCase(
  { look, roster, today }: Pick<ConsoleScene, 'look' | 'roster' | 'today'>,
  contact: EthicsContact,
  { mentorId }: EthicsCase,
): boolean {
  if (mentorId === look.viewer.personId) return false;
  if (isEthicsContact(look, contact)) return true;
  const aboutContact = { ...look, viewer: viewerOf(roster, mentorId, today) };
  return (
    isEthicsContact(aboutContact, contact) && (holds(look, 'steering_group') || holds(look, 'principal'))
  );
}
