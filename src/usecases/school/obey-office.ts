/** Calendar days, leave and concern by chat, from those who may say so (issue: until the console exists). */
import type { OfficeCommand } from '../../domain/office/read-office-command.ts';
import { className } from '../../domain/school-roster.ts';
import { studentOfConcern } from '../../domain/vocabulary.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { peopleCalled } from './people-called.ts';
import { addLeave } from './record-leave.ts';
import { addFlag, removeFlag } from './set-flag.ts';
import { homeroomClassesOf, isOffice } from './who-decides.ts';

export async function obeyOffice(scene: MessageScene, command: OfficeCommand): Promise<Acted> {
  const { cards } = scene;
  if (command.verb === 'unclear') {
    const example = cards.words.office_examples[command.about];
    return { intent: 'office_unclear', reply: cards.fill('office_unclear', { example }) };
  }
  return 'name' in command ? aboutPerson(scene, command) : changeCalendar(scene, command);
}

async function changeCalendar(
  scene: MessageScene,
  { verb, on }: Extract<OfficeCommand, { verb: 'close' | 'make_up' }>,
): Promise<Acted> {
  const { cards, tables, school, today, newId } = scene;
  if (!isOffice(scene)) return notYours(scene);
  const kind = verb === 'close' ? 'closed' : 'make_up';
  await tables.rosterWriter.setCalendarDay(school.id, { id: newId(), on, kind });
  await tables.schools.rosterChanged(school.id);
  await tables.audit.add([
    {
      id: newId(),
      schoolId: school.id,
      at: scene.now,
      actorId: scene.person.id,
      verb: 'calendar_changed',
      subjectId: school.id,
      detail: { on, kind },
    },
  ]);
  const what = `${cards.say.day(on, today)} ${cards.words.office_verbs[verb]}`;
  return { intent: 'office_calendar', reply: cards.fill('office_done', { what }) };
}

async function aboutPerson(
  scene: MessageScene,
  command: Extract<OfficeCommand, { verb: 'leave' | 'watch' | 'unwatch' }>,
): Promise<Acted> {
  const { cards, tables, school, person: actor, today, now, newId } = scene;
  const found = peopleCalled(scene.roster, command.name).filter(
    (person) => person.kind === 'student' || (command.verb === 'leave' && person.kind === 'staff'),
  );
  const [person] = found;
  if (person === undefined)
    return { intent: 'office_nobody', reply: cards.fill('office_nobody', { name: command.name }) };
  if (found.length > 1) {
    const classes = found.map(({ classKey }) => className(scene.roster, classKey ?? ''));
    return { intent: 'office_several', reply: cards.fill('office_several', { name: command.name, classes }) };
  }
  if (!isOffice(scene) && !homeroomClassesOf(scene).has(person.classKey ?? '')) return notYours(scene);
  const common = { schoolId: school.id, actorId: actor.id, now };
  let what = `${person.name} ${cards.words.office_verbs[command.verb]}`;
  if (command.verb === 'leave') {
    const { fromOn, untilOn } = command;
    await addLeave({ tables, newId }, { ...common, personId: person.id, fromOn, untilOn });
    const days = [...new Set([fromOn, untilOn])].map((on) => cards.say.day(on, today));
    what = `${what} ${days.join('—')}`;
  } else {
    const flag = { ...common, studentId: person.id, category: studentOfConcern };
    await (command.verb === 'watch' ? addFlag({ tables, newId }, flag) : removeFlag({ tables, newId }, flag));
  }
  return { intent: `office_${command.verb}`, reply: cards.fill('office_done', { what }) };
}

function notYours({ cards }: MessageScene): Acted {
  return { intent: 'office_not_yours', reply: cards.fill('office_not_yours', {}) };
}
