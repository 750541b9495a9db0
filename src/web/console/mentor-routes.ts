/** Who mentors one student: assigned, changed, ended, covered, signed. For the office, and the homeroom teacher of the class. */
import type Router from 'koa-router';
import { type Day, isDay } from '../../domain/day.ts';
import type { MentorChange } from '../../domain/people/mentor-change.ts';
import { type StudentFile, studentFile } from '../../usecases/console/student-file.ts';
import { changeMentors, type MentorsChanged, recordAgreement } from '../../usecases/people/change-mentor.ts';
import { renderMentorsPage } from '../pages/console/mentors-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import {
  type ConsoleSent,
  type ConsoleVisit,
  consoleForm,
  consolePage,
  goTo,
  idPattern,
  notHere,
  show,
} from './console-visit.ts';

const refusals: Readonly<Record<Extract<MentorsChanged, { refused: string }>['refused'], string>> = {
  no_pairing: '这名学生现在没有这位导师。',
  already_paired: '这位老师已经是这名学生的导师。',
  which_mentor: '这名学生有几位导师，请选是哪一位。',
  days_reversed: '日子不对：最后一天要在第一天以后。',
  student_left: '这名学生已经不在名单里。',
  not_staff: '请选一位老师。',
};

export function mentorRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/students/:id/mentors', async (visit) => {
    const file = await fileOf(visit);
    if (file === undefined) return notHere(visit.context);
    show(visit, renderMentorsPage(visit, file));
  });
  consoleForm(router, deps, '/students/:id/mentors', async (sent) => {
    const file = await fileOf(sent);
    if (file === undefined) return notHere(sent.context);
    const fault = await takeChange(deps, sent, file.id);
    if (fault !== undefined) return show(sent, renderMentorsPage(sent, file, fault), 422);
    goTo(sent.context, `/console/students/${file.id}`);
  });
}

/** Undefined where this is not the visitor's to change: it looks like no page at all. */
async function fileOf({ context, scene }: ConsoleVisit): Promise<StudentFile | undefined> {
  const id = context.params['id'] ?? '';
  const file = idPattern.test(id) ? await studentFile(scene, id) : undefined;
  return file?.mayPair === true ? file : undefined;
}

async function takeChange(deps: WebDeps, sent: ConsoleSent, studentId: string): Promise<string | undefined> {
  const { scene, fields, now } = sent;
  const verb = fields.get('verb') ?? '';
  const common = { schoolId: scene.school.id, actorId: scene.person.id, now };
  const former = fields.get('former') ?? '';
  if (verb === 'sign') {
    const signed = await recordAgreement(deps, {
      ...common,
      studentId,
      ...(former === '' ? {} : { mentorId: former }),
    });
    return 'refused' in signed ? refusals[signed.refused] : undefined;
  }
  const change = readChange(verb, fields);
  if (change === undefined) return '请选一位老师，日子写成 2026-11-18 这样。';
  const reason = (fields.get('reason') ?? '').trim().slice(0, 100);
  const changed = await changeMentors(deps, {
    ...common,
    studentIds: [studentId],
    change,
    ...(reason === '' ? {} : { reason }),
  });
  return 'refused' in changed ? refusals[changed.refused] : undefined;
}

function readChange(verb: string, fields: URLSearchParams): MentorChange | undefined {
  const mentorId = fields.get('mentor') ?? '';
  const formerId = fields.get('former') ?? '';
  const fromOn = dayIn(fields, 'from');
  const lastOn = dayIn(fields, 'until');
  const former = formerId === '' ? {} : { formerId };
  if (verb === 'end') return lastOn && { verb, lastOn, ...(formerId === '' ? {} : { mentorId: formerId }) };
  if (mentorId === '' || fromOn === undefined) return undefined;
  switch (verb) {
    case 'assign':
      return { verb, mentorId, fromOn };
    case 'change':
      return { verb, mentorId, fromOn, ...former };
    case 'cover':
      return lastOn && formerId !== ''
        ? { verb, mentorId: formerId, standInId: mentorId, fromOn, lastOn }
        : undefined;
    default:
      return undefined;
  }
}

function dayIn(fields: URLSearchParams, name: string): Day | undefined {
  const text = fields.get(name)?.trim() ?? '';
  return isDay(text) ? text : undefined;
}
