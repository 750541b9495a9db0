/** 开家长问卷, 关家长问卷, from whoever issues that round. */
import { minuteOfDay } from '../../domain/day.ts';
import { type RoundCommand, readRoundCommand } from '../../domain/questionnaires/read-round-command.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { closeByHandWithin } from './close-by-hand.ts';
import { roundHour } from './keep-rounds.ts';
import { planByHandWithin } from './open-by-hand.ts';

/** Undefined where the sentence is about something else. */
export async function obeyRoundCommand(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const command = readRoundCommand(text);
  if (command === undefined) return undefined;
  return command.verb === 'open' ? open(scene, command) : close(scene, command);
}

async function open(scene: MessageScene, { forms }: RoundCommand): Promise<Acted> {
  const { cards, today, tables, now } = scene;
  const planned = await planByHandWithin(scene, scene, forms);
  if ('refused' in planned) {
    const { refused, from } = planned;
    const day = from === undefined ? '' : cards.say.day(from, today);
    const why = cards.words.round_refusals[refused].replaceAll('{day}', day);
    return { intent: `round_${refused}`, reply: cards.fill('round_refused', { why }) };
  }
  const asked = await tables.questionnaires.ofRound(planned.round.id);
  const { promised_now: soon, promised_at_eight: atEight } = cards.words.round_times;
  const reply = cards.fill('round_planned', {
    title: planned.round.title,
    forms: asked.map(({ form }) => form.title),
    when: minuteOfDay(now) < roundHour ? atEight : soon,
    until: cards.say.until(planned.round.dueOn, today),
  });
  return { intent: 'round_planned', reply };
}

async function close(scene: MessageScene, { forms }: RoundCommand): Promise<Acted> {
  const { cards, tables, school, person, now } = scene;
  const wanted = { schoolId: school.id, personId: person.id, forms, now };
  const closed = await closeByHandWithin(scene, tables, wanted);
  if ('refused' in closed) {
    const why = cards.words.round_refusals[closed.refused];
    return { intent: `round_${closed.refused}`, reply: cards.fill('round_refused', { why }) };
  }
  const { round, returned, invited } = closed;
  return {
    intent: 'round_closed',
    reply: cards.fill('round_closed', { title: round.title, returned, invited }),
  };
}
