/** Commands that stand alone; compared without marks at the end and without 请, 看看 before. */
export const botCommandWords = {
  why: '为什么 为啥 凭什么 依据',
  week: '本周 这周 这一周 这个星期 这星期 本星期 本周情况 这周情况 本周小结 这周小结 本周做了什么 这周做了什么 本周我做了什么 我这周做了什么 我本周做了什么 本周进度 本周完成情况 这周完成情况',
  month:
    '本月 这月 这个月 当月 本月情况 这个月情况 本月小结 这个月小结 本月做了什么 这个月做了什么 我本月做了什么 我这个月做了什么 本月进度 本月完成情况 这个月完成情况',
  change_day: '改日期 改时间 改一下日期 改下日期 改一下时间 日期错 日期不对 日子不对 改天数',
  change_student: '改学生 改名字 改人 改一下学生 改下学生 学生错 学生不对 名字错 名字不对 人错 不是这个学生',
  own_list: '我的清单 清单 打开我的学生',
  drop_promise:
    '不用 不用提醒 不用提醒我 不用再提醒 别提醒 别提醒我 不约 不聊 不去 不用去 不用聊 不用谈 不谈 取消提醒 取消约定 约定取消',
} as const;

export type BotCommand = keyof typeof botCommandWords;
