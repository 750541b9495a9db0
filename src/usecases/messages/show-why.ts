/** 为什么: which rule asks each thing this person owes now, of whom, until when, and what would settle it. */
import { explain } from '../../domain/duties/explain.ts';
import type { SchemeVersion } from '../../domain/schemes/scheme.ts';
import { loadDuties } from '../duties/load-duties.ts';
import type { Acted, MessageScene } from './message-scene.ts';

export async function showWhy(scene: MessageScene): Promise<Acted> {
  const { cards, person, today, schemeVersions } = scene;
  const duties = await loadDuties(scene, today, { ownerIds: [person.id] });
  const open = duties.filter((duty) => duty.state === 'open' && duty.ownerId === person.id);
  const version = versionOn(schemeVersions, today);
  if (open.length === 0 || version === undefined)
    return { intent: 'why', reply: cards.fill('due_list_empty', {}) };
  const byRule = [...new Map(open.map((duty) => [`${duty.rule}|${duty.part ?? ''}`, duty])).values()];
  return { intent: 'why', reply: cards.fill('why', { items: byRule.map((duty) => explain(duty, version)) }) };
}

function versionOn(versions: readonly SchemeVersion[], today: string): SchemeVersion | undefined {
  return versions.findLast((version) => version.effectiveFrom <= today);
}
