/** 待办: what this person owes now, most urgent first. */
import { byUrgency } from '../domain/duties/open-duties.ts';
import { describeDuties } from './describe-duties.ts';
import { loadDuties } from './load-duties.ts';
import type { Acted, MessageScene } from './message-scene.ts';

export async function showDue(scene: MessageScene): Promise<Acted> {
  const duties = await loadDuties(scene, scene.today, { ownerIds: [scene.person.id] });
  const open = duties.filter((duty) => duty.state === 'open' && duty.ownerId === scene.person.id);
  if (open.length === 0) return { intent: 'list_due', reply: scene.cards.fill('due_list_empty', {}) };
  const lastDays = await scene.tables.contacts.lastDays(open.flatMap((duty) => duty.studentId ?? []));
  const ordered = byUrgency(open, (studentId) => lastDays.get(studentId));
  const items = describeDuties(scene, ordered);
  return { intent: 'list_due', reply: scene.cards.fill('due_list', { count: open.length, items }) };
}
