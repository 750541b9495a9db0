/** Plays the one action of a step; a step without one only looks. */
import { chooseFromMenu, enter } from './actions/app-menu.ts';
import { meetAll } from './actions/bulk.ts';
import { chat } from './actions/chat.ts';
import { contact } from './actions/contact.ts';
import { handIn, score } from './actions/entry.ts';
import { changeProcess, deliverAgain, setFault } from './actions/faults.ts';
import { meet } from './actions/meeting.ts';
import { sendPage } from './actions/page.ts';
import { press } from './actions/press.ts';
import { askPeople } from './actions/questionnaire.ts';
import { changeFlag, pair, takeLeave } from './actions/roster-changes.ts';
import { follow } from './actions/scheme.ts';
import { bringIn, depart, goUp, moveClass } from './actions/years.ts';
import type { Outcome } from './outcome.ts';
import type { ScenarioStep } from './scenario-schema.ts';
import type { Stage } from './stage.ts';

export async function perform(stage: Stage, step: ScenarioStep): Promise<Outcome | undefined> {
  if (step.chat) return chat(stage, step.chat);
  if (step.press) return press(stage, step.press);
  if (step.enter) return enter(stage, step.enter);
  if (step.menu) return chooseFromMenu(stage, step.menu);
  if (step.page) return sendPage(stage, step.page);
  if (step.contact) return contact(stage, step.contact);
  if (step.bulk) return meetAll(stage, step.bulk);
  if (step.student_report) return handIn(stage, 'student_report', step.student_report);
  if (step.reflection) return handIn(stage, 'weekly_reflection', step.reflection);
  if (step.essay) return handIn(stage, 'student_essay', step.essay);
  if (step.meeting) return meet(stage, step.meeting);
  if (step.score) return score(stage, step.score);
  if (step.scheme) return follow(stage, step.scheme);
  if (step.flag) return changeFlag(stage, 'flag', step.flag);
  if (step.unflag) return changeFlag(stage, 'unflag', step.unflag);
  if (step.leave) return takeLeave(stage, step.leave);
  if (step.pairing) return pair(stage, step.pairing);
  if (step.questionnaire) return askPeople(stage, step.questionnaire);
  if (step.import) return bringIn(stage, step.import);
  if (step.promote) return goUp(stage, step.promote);
  if (step.depart) return depart(stage, step.depart);
  if (step.move) return moveClass(stage, step.move);
  if (step.process) return changeProcess(stage, step.process);
  if (step.fault) return setFault(stage, step.fault);
  if (step.deliver_again) return deliverAgain(stage, step.deliver_again);
  return undefined;
}
