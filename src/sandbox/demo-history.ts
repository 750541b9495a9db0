/** What the demo school's mentors logged so far: invented, and the same on every start. Some are more diligent. */
import { addDays, type Day, instantOf, mondayOf } from '../domain/day.ts';
import type { SchoolRoster } from '../domain/school-roster.ts';
import type { ContactKind } from '../domain/vocabulary.ts';
import type { NewContact } from '../storage/contacts.ts';
import { seededRandom } from './demo-random.ts';

const seed = 20260907;
const talkNotes = [
  '课间聊了聊，最近作业按时交了',
  '说晚上睡得晚，约好九点半前关灯',
  '数学口算有进步，表扬了几句',
  '聊了和同桌的小矛盾，已经说开',
  '想妈妈了，陪着打了个视频',
  '上课爱走神，商量好坐前面一排',
];
const callNotes = [
  '电话里说了近来的表现，家里会多留意作业',
  '奶奶接的电话，孩子在家吃饭还好',
  '爸爸在外地，约好每周日和孩子通话',
];
const visitNotes = ['去家里坐了一会儿，奶奶一个人带，书桌靠窗', '家里给孩子腾了个写作业的角落'];

/** From the first day of the pairings to the Sunday before `today`. */
export function demoHistory(
  roster: SchoolRoster,
  { schoolId, from, today, newId }: { schoolId: string; from: Day; today: Day; newId: () => string },
): NewContact[] {
  const random = seededRandom(seed);
  const contacts: NewContact[] = [];
  const lastWeek = addDays(mondayOf(today), -7);
  for (const [mentorId, pairings] of roster.pairingsOf) {
    // Of a thousand: how likely a week has its talk.
    const diligence = 600 + random.below(400);
    for (const { studentId } of pairings) {
      const add = (kind: ContactKind, on: Day, notes: readonly string[]): void => {
        contacts.push({
          id: newId(),
          schoolId,
          authorId: mentorId,
          studentId,
          kind,
          occurredOn: on,
          loggedAt: instantOf(on, 17 * 60),
          outcome: 'done',
          guardianIds: [],
          individual: true,
          note: notes[random.below(notes.length)] ?? '',
        });
      };
      for (let monday = mondayOf(from); monday <= lastWeek; monday = addDays(monday, 7)) {
        const on = addDays(monday, random.below(5));
        if (random.below(1000) < diligence) add('talk', on, talkNotes);
        if (random.below(4000) < diligence) add('phone_call', on, callNotes);
        if (random.below(20_000) < diligence) add('home_visit', on, visitNotes);
      }
    }
  }
  return contacts;
}
