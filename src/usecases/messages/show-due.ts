/** 待办: what this person owes now, most urgent first. */
import type { Duty } from '../../domain/duties/duty.ts';
import { byUrgency, isDueSoon } from '../../domain/duties/open-duties.ts';
import { oneForEachAct } from '../../domain/duties/same-act.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { FilledCard } from '../../domain/message.ts';
import { describeDuties } from '../duties/describe-duties.ts';
import { loadAdvice, loadDuties } from '../duties/load-duties.ts';
import { waitingFamilies } from '../families/waiting-families.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import type { Acted, MessageScene } from './message-scene.ts';

export async function showDue(scene: MessageScene): Promise<Acted> {
  const duties = await loadDuties(scene, scene.today, { ownerIds: [scene.person.id] });
  const open = oneForEachAct(
    duties.filter((duty) => duty.state === 'open' && duty.ownerId === scene.person.id),
    scene.schemeVersions,
  );
  const lastDays = await scene.tables.contacts.lastDays(open.flatMap((duty) => duty.studentId ?? []));
  const ordered = byUrgency(open, (studentId) => lastDays.get(studentId));
  const soon = ordered.filter((duty) => isDueSoon(duty, scene.today));
  const promises = (await scene.tables.followUps.openOf(scene.person.id)).map((followUp) =>
    sayFollowUp(scene, followUp),
  );
  const waiting = await waitingFamilies(scene);
  const advised = await loadAdvice(scene, scene.today, { ownerIds: [scene.person.id] });
  const besides = {
    later: describeDuties(
      scene,
      ordered.filter((duty) => !isDueSoon(duty, scene.today)),
    ).map(({ what, until }) => ({ what, until })),
    advice: adviceLines(
      scene,
      advised.filter((duty) => duty.ownerId === scene.person.id),
    ),
    page: scene.ownPageUrl,
  };
  const count = soon.length + promises.length + waiting.length;
  return { intent: 'list_due', reply: reply() };

  function reply(): FilledCard {
    if (count > 0) {
      const items = describeDuties(scene, soon);
      return scene.cards.fill('due_list', { count, items, promises, waiting, ...besides });
    }
    const isEmpty = besides.later.length + besides.advice.length === 0;
    return isEmpty ? scene.cards.fill('due_list_empty', {}) : scene.cards.fill('due_list_later', besides);
  }
}

/** One line per rule: how much of what is advised was done, over all students. */
function adviceLines({ cards }: MessageScene, advised: readonly Duty[]) {
  return [...groupBy(advised, (duty) => duty.rule).values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    const sum = (of: (duty: Duty) => number): number => together.reduce((total, duty) => total + of(duty), 0);
    return [
      {
        what: cards.say.rule(first.rule),
        done: sum((duty) => Math.min(duty.done, duty.asked)),
        of: sum((duty) => duty.asked),
      },
    ];
  });
}
