/**
 * What a form may not ask of minors (experience.md §3.6): symptoms, harm to oneself, the family's income, belief. Such
 * an item goes out only when the psych teacher has signed it off as it stands; another wording is another item.
 */
import { type FormItem, itemsOf, type QuestionnaireForm, type SensitiveTopic } from './form.ts';

const listed = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Words that make an item one of these; too many items held back is better than one too few. */
const topicWords: Readonly<Record<SensitiveTopic, readonly string[]>> = {
  symptoms: listed(
    '抑郁 焦虑 失眠 睡不着 做噩梦 心慌 恐慌 幻觉 幻听 绝望 活着 没意思 情绪低落 想哭 症状 心理疾病 精神疾病 服药 吃药 厌食 暴食 强迫 孤独 自卑 量表 头痛 胸闷 提不起兴趣 没有希望 觉得自己没用 害怕上学',
  ),
  self_harm: listed('自杀 自残 自伤 轻生 伤害自己 不想活 结束生命 割腕 想死 去死 跳楼'),
  family_income: listed(
    '收入 工资 年薪 月薪 家庭经济 经济条件 经济状况 经济困难 贫困 低保 存款 欠债 几套房 房产 有车 家里有钱 多少钱 零花钱 父母职业 家长职业 工作单位 离婚 离异',
  ),
  belief: listed('宗教 信仰 信教 信佛 教堂 寺庙 清真 基督 佛教 道教 伊斯兰 拜神 政治面貌 党派'),
};

export interface UnsafeItem {
  readonly itemKey: string;
  readonly topic: SensitiveTopic;
  /** The words that made it one. */
  readonly word: string;
}

/** Everything a reader sees of one item, for the signature: another wording needs another one. */
export function wordingOf(item: FormItem): string {
  const choices = 'choices' in item ? item.choices.map(({ text }) => text) : [];
  return [item.ask, item.hint ?? '', ...choices].join('\n');
}

/** Items that are held back; `signedOff` are wordings the psych teacher has signed. Only what minors are asked counts. */
export function unsafeItems(form: QuestionnaireForm, signedOff: ReadonlySet<string>): readonly UnsafeItem[] {
  if (!form.respondents.includes('student')) return [];
  return itemsOf(form).flatMap((item) => {
    const wording = wordingOf(item);
    if (signedOff.has(wording)) return [];
    const found = sensitiveIn(wording);
    return found === undefined ? [] : [{ itemKey: item.key, ...found }];
  });
}

function sensitiveIn(wording: string): { topic: SensitiveTopic; word: string } | undefined {
  const plain = wording.normalize('NFKC').replaceAll(/\s+/g, '');
  for (const [topic, words] of Object.entries(topicWords) as [SensitiveTopic, readonly string[]][]) {
    const word = words.find((candidate) => plain.includes(candidate));
    if (word !== undefined) return { topic, word };
  }
  return undefined;
}
