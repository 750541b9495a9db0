/** What is wrong with a form that somebody has written, and where, in words for whoever writes it. */
import type { SensitiveTopic } from '../../../domain/questionnaires/form.ts';
import type { FormFault, FormFaultKind } from '../../../domain/questionnaires/form-schema.ts';

const kindWords: Readonly<Record<FormFaultKind, string>> = {
  missing: '这里还缺一项',
  unknown_field: '不认识这一项，是不是拼错了',
  wrong_value: '这里的写法不对',
  too_short: '太少了，或者空着',
  too_long: '太长了，或者太多了',
  no_list: '没有叫这个名字的选项表，请写在 choices 里',
  not_satisfied: '这一题没有标出怎样算满意（isSatisfied: true）',
  twice: '这个 key 用了两次',
  depends_on_later: '它看前面一题的回答，可是那一题不在它前面',
  depends_on_dependent: '它看的那一题自己也要看别的题，请只隔一层',
  depends_on_people: '不能看选人的题的回答',
  no_such_answer: '那一题没有这个回答',
  no_room: '最小的数比最大的还大',
  too_many_faces: '笑脸最多五个',
  rows_about_one: '这份只说一位导师，不能再把导师一个个列出来',
};

export function faultWords({ at, what, detail }: FormFault): string {
  const place = at === '' ? '' : `${at}：`;
  return `${place}${kindWords[what]}${detail === '' ? '' : `（${detail}）`}。`;
}

export const topicWords: Readonly<Record<SensitiveTopic, string>> = {
  symptoms: '问到了症状或心情',
  self_harm: '问到了伤害自己',
  family_income: '问到了家里的收入或情况',
  belief: '问到了信仰或政治面貌',
};
