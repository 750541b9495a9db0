/** 子涵换王芳老师带: from the homeroom teacher of the class, or from the office. */
import type { Day } from '../../domain/day.ts';
import { type MentorCommand, readMentorCommand } from '../../domain/office/read-mentor-command.ts';
import type { MentorChange } from '../../domain/people/mentor-change.ts';
import { isInForce, type Person } from '../../domain/school-roster.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { addLeave } from '../school/record-leave.ts';
import { homeroomClassesOf, isOffice } from '../school/who-decides.ts';
import { askWhichPerson } from './ask-which-person.ts';
import {
  type ChangeMentors,
  changeMentorsWithin,
  type MentorsChanged,
  recordAgreementWithin,
} from './change-mentor.ts';
import { describeMentorChange, lastDayOf } from './describe-mentor-change.ts';
import { staffNamed, studentsNamed } from './people-named.ts';

type Command = Exclude<MentorCommand, { readonly verb: 'unclear' }>;

/** `undefined` where the sentence is about something else. `chosen`: who was asked about and chosen. */
export async function obeyMentorCommand(
  scene: MessageScene,
  text: string,
  chosen: readonly string[] = [],
): Promise<Acted | undefined> {
  const { cards, today, roster } = scene;
  const term = roster.calendar.terms.find(({ lastOn }) => today <= lastOn);
  const command = readMentorCommand(text, {
    today,
    ...(term === undefined ? {} : { termLastOn: term.lastOn }),
  });
  if (command === undefined) return undefined;
  const own = homeroomClassesOf(scene);
  if (!isOffice(scene) && own.size === 0)
    return { intent: 'office_not_yours', reply: cards.fill('office_not_yours', {}) };
  if (command.verb === 'unclear') {
    const example = cards.words.mentor_changes[command.about];
    return { intent: 'office_unclear', reply: cards.fill('office_unclear', { example }) };
  }
  const people = new Finder(scene, { text, chosen, own });
  const students = command.students.map((written) => people.student(written));
  const mentor = command.mentor === undefined ? undefined : people.staff(command.mentor);
  const standIn = command.verb === 'cover' ? people.staff(command.standIn) : undefined;
  if (people.stop !== undefined) return people.stop();
  return act(scene, command, {
    text,
    students: students.flatMap((one) => one ?? []),
    ...(mentor === undefined ? {} : { mentor }),
    ...(standIn === undefined ? {} : { standIn }),
  });
}

/** Finds one after the other; what is unclear first is asked first. */
class Finder {
  stop: (() => Promise<Acted>) | undefined;
  readonly #scene: MessageScene;
  readonly #said: {
    readonly text: string;
    readonly chosen: readonly string[];
    readonly own: ReadonlySet<string>;
  };

  constructor(
    scene: MessageScene,
    said: { readonly text: string; readonly chosen: readonly string[]; readonly own: ReadonlySet<string> },
  ) {
    this.#scene = scene;
    this.#said = said;
  }

  student(written: string): Person | undefined {
    return this.#one(written, studentsNamed(this.#scene.roster, written, this.#said.own));
  }

  staff(written: string): Person | undefined {
    return this.#one(written, staffNamed(this.#scene.roster, written));
  }

  #one(written: string, found: readonly Person[]): Person | undefined {
    const { text, chosen } = this.#said;
    const meant = found.length > 1 ? found.filter(({ id }) => chosen.includes(id)) : found;
    const [only] = meant;
    if (only !== undefined && meant.length === 1) return only;
    const scene = this.#scene;
    this.stop ??=
      found.length === 0
        ? async () => ({
            intent: 'office_nobody',
            reply: scene.cards.fill('office_nobody', { name: written }),
          })
        : () => askWhichPerson(scene, { candidates: found, written, text, chosen });
    return undefined;
  }
}

interface Named {
  readonly text: string;
  readonly students: readonly Person[];
  readonly mentor?: Person;
  readonly standIn?: Person;
}

async function act(scene: MessageScene, command: Command, named: Named): Promise<Acted> {
  const { cards, today, tables, newId } = scene;
  const fromOn = command.fromOn ?? today;
  const students = named.students.length > 0 ? named.students : menteesToday(scene, named.mentor?.id, fromOn);
  const own = homeroomClassesOf(scene);
  const allowed = isOffice(scene) ? students : students.filter(({ classKey }) => own.has(classKey ?? ''));
  const isNarrowed = named.students.length === 0 && allowed.length > 0;
  if (students.length > 0 && allowed.length < students.length && !isNarrowed)
    return { intent: 'office_not_yours', reply: cards.fill('office_not_yours', {}) };
  if (allowed.length === 0) return refused(scene, 'no_pairing');
  const changed = await change(scene, command, { ...named, students: allowed, fromOn });
  if ('refused' in changed) return refused(scene, changed.refused);
  const recordsLeave = command.verb === 'cover' && command.isLeave && isOffice(scene);
  if (recordsLeave && named.mentor !== undefined && command.untilOn !== undefined)
    await addLeave(
      { tables, newId },
      {
        schoolId: scene.school.id,
        actorId: scene.person.id,
        now: scene.now,
        personId: named.mentor.id,
        fromOn,
        untilOn: command.untilOn,
      },
    );
  return describeMentorChange(scene, command, { ...named, students: allowed, fromOn });
}

function refused(
  { cards }: MessageScene,
  why: Extract<MentorsChanged, { readonly refused: unknown }>['refused'],
): Acted {
  const reply = cards.fill('mentor_refused', { why: cards.words.mentor_refusals[why] });
  return { intent: `mentor_${why}`, reply };
}

function change(
  { tables, newId, school, person, inboxId, now }: MessageScene,
  command: Command,
  { students, mentor, standIn, fromOn }: Named & { readonly fromOn: Day },
): Promise<MentorsChanged> {
  const common = { schoolId: school.id, actorId: person.id, now };
  const studentIds = students.map(({ id }) => id);
  if (command.verb === 'sign')
    return recordAgreementWithin(
      { tables, newId },
      {
        ...common,
        studentId: studentIds[0] ?? '',
        ...(mentor === undefined ? {} : { mentorId: mentor.id }),
      },
    );
  const wanted: Omit<ChangeMentors, 'change'> = {
    ...common,
    inboxId,
    studentIds,
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  };
  return changeMentorsWithin(
    { tables, newId },
    { ...wanted, change: changeOf(command, { mentorId: mentor?.id, standInId: standIn?.id ?? '', fromOn }) },
  );
}

function changeOf(
  command: Exclude<Command, { readonly verb: 'sign' }>,
  {
    mentorId,
    standInId,
    fromOn,
  }: { readonly mentorId: string | undefined; readonly standInId: string; readonly fromOn: Day },
): MentorChange {
  const named = mentorId === undefined ? {} : { mentorId };
  switch (command.verb) {
    case 'assign':
    case 'change':
      return { verb: command.verb, mentorId: mentorId ?? '', fromOn };
    case 'end':
      return { verb: 'end', lastOn: lastDayOf(command, fromOn), ...named };
    case 'cover':
      return { verb: 'cover', standInId, fromOn, lastOn: command.untilOn ?? fromOn, ...named };
  }
}

function menteesToday({ roster }: MessageScene, mentorId: string | undefined, on: Day): readonly Person[] {
  return (roster.pairingsOf.get(mentorId ?? '') ?? [])
    .filter((pairing) => isInForce(pairing, on) && pairing.jointFollowup !== true && pairing.isCover !== true)
    .flatMap(({ studentId }) => roster.people.get(studentId) ?? []);
}
