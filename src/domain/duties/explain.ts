/** 为什么: which rule asks a duty, of whom, until when, and what would settle it. */
import type { Day } from '../day.ts';
import type { DutyTemplate, SchemeVersion } from '../schemes/scheme.ts';
import type { Duty } from './duty.ts';
import { coverageWords, ownerWords, settlingWords } from './explain-words.ts';

/** One Chinese sentence. */
export function explain(duty: Duty, scheme: SchemeVersion): string {
  const rule = scheme.rules.find(({ id }) => id === duty.rule);
  const template = rule?.duties.find(({ part }) => part === duty.part);
  if (!rule || !template) return `这项要求来自${duty.rule}，学校现行的方案已不再这样要求。`;
  const owner = ownerWords[template.owner] ?? template.owner;
  const until = duty.window.firstOn === duty.window.lastOn ? '当天' : '前（含当天）';
  if (rule.force === 'A') {
    return `${rule.id}写明“${rule.summary}”，这是给${owner}的建议，${whatSettles(template)}就算做到，不做也不算逾期。`;
  }
  return `${rule.id}规定“${rule.summary}”，由${owner}在${inWords(duty.window.lastOn)}${until}完成，${whatSettles(template)}即可。`;
}

function whatSettles(template: DutyTemplate): string {
  const kinds = [template.asks, ...(template.alternatives ?? [])];
  const what = kinds.map((kind) => settlingWords[kind] ?? kind).join('或');
  const times = template.times > 1 ? `${template.times}次` : '';
  switch (template.settledBy) {
    case 'meeting': {
      const covers =
        template.covers && template.coverageRequired ? `，并${coverageWords[template.covers]}` : '';
      return `召开${what}${times}、有记录或签到${covers}`;
    }
    case 'attendance':
      return `出席${what}${times}`;
    case 'speech':
      return `在${what}上作专题发言${times}`;
    case 'contact':
      return `${template.media?.length === 1 && template.media[0] === 'face_to_face' ? '当面' : ''}${what}${times}`;
    case 'hand_in':
    case 'check':
      return `${what}${times}`;
    default:
      return what;
  }
}

function inWords(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
