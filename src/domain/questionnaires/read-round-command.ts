/** 开家长问卷, 关家长问卷: what an issuer of questionnaires says by chat. */

export interface RoundCommand {
  readonly verb: 'open' | 'close';
  /** Keys of the bank's forms that are called so; empty where no form is. */
  readonly forms: readonly string[];
  /** As it was said. */
  readonly name: string;
}

const pattern =
  /^(?:请|帮我)?(打开|发起|发放|关闭|结束|开|关)(?:一下|一轮|一份|本月|这一轮)?([\p{Script=Han}]{0,12}(?:问卷|评议表|评分表|满意度))[。！!]?$/u;

/** Several forms may be called alike: which one a school uses its scheme says. */
const names: Readonly<Record<string, readonly string[]>> = {
  guardian: ['家长问卷'],
  'student-primary': ['学生问卷'],
  'student-secondary': ['学生问卷'],
  'mentor-review': ['导师指导情况评议表', '导师评议表', '评议表'],
  'mentor-ethics': ['导师职业道德评分表', '师德评分表', '评分表'],
  'community-satisfaction': ['共同体满意度', '满意度问卷', '共同体问卷'],
  'mentor-burden': ['导师工作量问卷', '工作量问卷', '导师问卷'],
};

/** Every form, for a bare 问卷. */
const anyForm = '问卷';

export function readRoundCommand(text: string): RoundCommand | undefined {
  const match = pattern.exec(text.normalize('NFKC').replaceAll(/\s+/gu, ''));
  if (match === null) return undefined;
  const [, verb = '', name = ''] = match;
  return {
    verb: verb.includes('开') || verb.startsWith('发') ? 'open' : 'close',
    forms: formsCalled(name),
    name,
  };
}

export function formsCalled(name: string): readonly string[] {
  const keys = Object.keys(names);
  if (name === anyForm) return keys;
  return keys.filter((key) => names[key]?.includes(name));
}
