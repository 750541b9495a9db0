/** 本周, 本月: what this person did in the calendar week or month, and what is still open in it. */
import { addDays, type Day, mondayOf } from '../../domain/day.ts';
import { byUrgency } from '../../domain/duties/open-duties.ts';
import { oneForEachAct } from '../../domain/duties/same-act.ts';
import { groupBy } from '../../domain/group-by.ts';
import { describeDuties } from '../duties/describe-duties.ts';
import { loadDuties } from '../duties/load-duties.ts';
import { sayFollowUp } from '../follow-ups/describe-follow-up.ts';
import type { Acted, MessageScene } from './message-scene.ts';

export async function showPeriod(scene: MessageScene, period: 'week' | 'month'): Promise<Acted> {
  const { tables, cards, person, today, schemeVersions } = scene;
  const { firstOn, lastOn } = spanOf(period, today);
  const contacts = await tables.contacts.byAuthor(person.id, firstOn, lastOn);
  const done = [...groupBy(contacts, ({ kind, outcome }) => `${kind}|${outcome}`).values()].flatMap(
    (together) => {
      const [first] = together;
      if (first === undefined) return [];
      const studentIds = new Set(together.map(({ studentId }) => studentId));
      return [
        {
          kind: cards.say.kind(first.kind),
          outcome: cards.say.outcome(first.outcome),
          times: together.length,
          students: studentIds.size,
        },
      ];
    },
  );
  const duties = await loadDuties(scene, today, { ownerIds: [person.id] });
  const open = duties.filter(
    (duty) => duty.state === 'open' && duty.ownerId === person.id && duty.window.lastOn <= lastOn,
  );
  const missed = duties.filter(
    ({ state, ownerId, window }) =>
      state === 'overdue' && ownerId === person.id && firstOn <= window.lastOn && window.lastOn <= lastOn,
  );
  const lastDays = await tables.contacts.lastDays(open.flatMap(({ studentId }) => studentId ?? []));
  const followUps = await tables.followUps.openOf(person.id);
  const promised = followUps.filter(({ dueOn }) => dueOn !== undefined && dueOn <= lastOn);
  return {
    intent: `show_${period}`,
    reply: cards.fill('period_report', {
      period: cards.words.periods[period],
      count: contacts.length,
      done,
      open: describeDuties(
        scene,
        byUrgency(oneForEachAct(open, schemeVersions), (studentId) => lastDays.get(studentId)),
      ),
      missed: describeDuties(scene, missed).map(({ students, what }) => ({ students, what })),
      promises: promised.map((followUp) => sayFollowUp(scene, followUp)),
    }),
  };
}

function spanOf(period: 'week' | 'month', today: Day): { firstOn: Day; lastOn: Day } {
  if (period === 'week') return { firstOn: mondayOf(today), lastOn: addDays(mondayOf(today), 6) };
  const firstOn = addDays(today, 1 - Number(today.slice(8)));
  const inNextMonth = addDays(firstOn, 31);
  return { firstOn, lastOn: addDays(inNextMonth, -Number(inNextMonth.slice(8))) };
}
