import type { DateExpression, DayPart } from '../date-expression.ts';

/** Days counted from today; a word may carry its day part along. */
const offsets: readonly (readonly [number, DayPart | undefined, string])[] = [
  [0, undefined, '今天 今日 今儿 今儿个 今个 当天'],
  [0, 'early', '今早 今晨 今早上 今天早上 今儿早上'],
  [0, 'evening', '今晚 今夜 今晚上'],
  [-1, undefined, '昨天 昨日 昨儿 昨儿个 昨个 昨早 昨晨 昨上午 昨中午 昨下午 夜来'],
  [-1, 'evening', '昨晚 昨夜 昨晚上 昨儿晚上'],
  [-2, undefined, '前天 前日 前儿 前个儿 前个 前儿个 前晚 前天晚上 前夜'],
  [-3, undefined, '大前天 大前儿'],
  [1, undefined, '明天 明日 明儿 明儿个 明早 明晚 明晨 明个 第二天一早'],
  [2, undefined, '后天 后日 后儿 后儿个'],
  [3, undefined, '大后天 大后儿'],
];

const parts: readonly (readonly [DayPart, string])[] = [
  [
    'early',
    '早上 早晨 今早晨 大早上 清早  清晨 一早 一大早 大清早 早读 早读课 早自习 早自修 晨读 晨检 晨会 早操 早饭 早读前 早读后 早饭后',
  ],
  ['forenoon', '上午 前半晌 头午'],
  ['long_break', '大课间 课间操'],
  ['noon', '中午 午饭 午休 午间 午饭后 晌午 晌午头 午饭时 午自习 午休时 午餐'],
  ['afternoon', '下午 午后 后半晌 过晌'],
  ['after_school', '放学后 放学 放学时 放了学 放学路上 课后服务 延时服务 课后延时 傍晚 傍黑 擦黑'],
  ['evening', '晚上 晚自习 晚修 晚饭后 夜里 晚自修 晚间 晚饭 睡前 晚辅导'],
];

const stretches: readonly (readonly [DateExpression, string])[] = [
  [{ form: 'just_now' }, '刚才 刚刚 方才 才刚 将才'],
  [{ form: 'vague', stretch: 'weekend' }, '周末 礼拜天周六 这周末 双休日 双休'],
  [{ form: 'vague', stretch: 'last_weekend' }, '上周末 上个周末'],
  [{ form: 'vague', stretch: 'last_week' }, '上周 上星期 上礼拜 上个星期 上个礼拜 上个周'],
  [
    { form: 'vague', stretch: 'lately' },
    '最近 近来 近期 这周 本周 这个星期 这星期 这礼拜 这个礼拜 这个周 这周里 本星期 这一周 这半个月 这些日子 这两天 这几天 这些天 前几天 前两天 前些天 前些日子 头几天 头两天 前不久 不久前 前一阵 前一阵子 前阵子 前阵 前段时间 前段 这阵子 这段时间 近几天 前一段 前一段时间 那几天 那两天 某天 有一天 有天 那天',
  ],
  [
    { form: 'vague', stretch: 'stretch' },
    '寒假 暑假 寒假里 暑假里 假期 假期里 放假期间 小长假 月初 月中 上个月 上月 上上周 上上个星期 期中前 期中后 期中考试前 期中考试后 开学初 刚开学 开学那几天 开学那周 月考后 月考前 运动会期间 军训期间 去年 本月初 上月底 上个月底 这个月 本月 国庆前 国庆后 国庆期间 国庆假期 国庆长假 十一期间 十一假期 十一前 五一假期 五一期间 五一前 五一后 元旦假期 元旦期间 元旦前 元旦后 清明假期 清明期间 端午假期 端午期间 中秋前 中秋后 中秋节 中秋 端午节 端午 春节 春节期间 过年 过年期间 年前 年后 节前 假前 放假前 除夕 元宵节 元宵 重阳节 重阳 七夕',
  ],
  [
    { form: 'ahead' },
    '下周 下星期 下礼拜 下个星期 下个礼拜 下个周 下下周 下下星期 过两天 过几天 过些天 过些日子 过一阵 下个月 下月 月底 月末 节后 元旦后 元旦过后 国庆过后 春节后 开学后 期中后再 考完试 考试后 放假后 假后 改天 改日 回头 哪天  下次 下回 以后 等会儿 等会 待会 待会儿 等下 等一下 一会儿再 晚点 晚些时候 回头儿 等周末 下周末 这周内 本周内 周末前 放假前后 日后 赶明儿 过后 等放学 等下课',
  ],
];

export const dateWords: ReadonlyMap<string, DateExpression> = new Map([
  ...offsets.flatMap(([days, part, words]) =>
    words
      .split(' ')
      .map((word): [string, DateExpression] => [word, { form: 'offset', days, ...(part ? { part } : {}) }]),
  ),
  ...parts.flatMap(([part, words]) =>
    words.split(' ').map((word): [string, DateExpression] => [word, { form: 'part', part }]),
  ),
  ...stretches.flatMap(([date, words]) =>
    words.split(' ').map((word): [string, DateExpression] => [word, date]),
  ),
]);

/** Feasts with one fixed day. `alone`: without 那天 the word still means the day itself. */
export const feasts: ReadonlyMap<
  string,
  { readonly month: number; readonly day: number; readonly alone: boolean }
> = new Map([
  ['元旦节', { month: 1, day: 1, alone: false }],
  ['元旦', { month: 1, day: 1, alone: false }],
  ['三八节', { month: 3, day: 8, alone: true }],
  ['三八', { month: 3, day: 8, alone: false }],
  ['妇女节', { month: 3, day: 8, alone: true }],
  ['植树节', { month: 3, day: 12, alone: true }],
  ['劳动节', { month: 5, day: 1, alone: false }],
  ['五一', { month: 5, day: 1, alone: false }],
  ['五四', { month: 5, day: 4, alone: false }],
  ['五四青年节', { month: 5, day: 4, alone: true }],
  ['青年节', { month: 5, day: 4, alone: true }],
  ['六一', { month: 6, day: 1, alone: false }],
  ['六一儿童节', { month: 6, day: 1, alone: true }],
  ['儿童节', { month: 6, day: 1, alone: true }],
  ['教师节', { month: 9, day: 10, alone: true }],
  ['国庆节', { month: 10, day: 1, alone: false }],
  ['国庆', { month: 10, day: 1, alone: false }],
  ['十一', { month: 10, day: 1, alone: false }],
  ['双十一', { month: 11, day: 11, alone: true }],
  ['双11', { month: 11, day: 11, alone: true }],
  ['双十二', { month: 12, day: 12, alone: true }],
  ['平安夜', { month: 12, day: 24, alone: true }],
  ['圣诞节', { month: 12, day: 25, alone: true }],
  ['圣诞', { month: 12, day: 25, alone: false }],
  ['跨年夜', { month: 12, day: 31, alone: true }],
  ['跨年', { month: 12, day: 31, alone: false }],
]);

export const feastDayWords: readonly string[] = [
  '那天',
  '当天',
  '那晚',
  '当晚',
  '那日',
  '当日',
  '那天晚上',
  '那天下午',
  '那天上午',
  '这天',
];

/** After these a month and day are something else: marks, lengths, versions. */
export const notDateUnits: readonly string[] = [
  '分',
  '元',
  '块',
  '小时',
  '个',
  '米',
  '%',
  '岁',
  '节',
  '名',
  '倍',
  '度',
  '斤',
  '公里',
  '厘米',
  '万',
  '页',
  '题',
  '版',
  '级',
  '次',
  '章',
  '单元',
  'km',
  'kg',
  'h',
];

/** After these a number with 号 is a place or a thing. */
export const notDayNouns: readonly string[] = [
  '楼',
  '桌',
  '选手',
  '线',
  '床',
  '车',
  '座',
  '机',
  '店',
  '卡',
  '位',
  '考场',
  '宿舍',
  '门',
  '电池',
  '同学',
  '码',
  '字',
  '召',
  '教学楼',
  '学生',
];

/** A decimal after one of these is a mark or a rank. */
export const markNouns: readonly string[] = [
  '考了',
  '考',
  '得了',
  '得分',
  '分数',
  '均分',
  '语文',
  '数学',
  '英语',
  '物理',
  '化学',
  '生物',
  '历史',
  '地理',
  '政治',
  '科学',
  '道法',
  '才',
  '第',
  '平均',
  '版本',
  '视力',
];
