/** Words before a contact: which of them may change what the sentence says. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** They make a habit, a wish, a pretence, a guess or a refusal of what follows, or ask who did it. */
export const weightyHeads = setOf(
  '每周 每月 每年 每学期 每回 每逢 逢 习惯 习惯了 惯 惯于 以往 往年 从前 往日 素来 照例 惯例 很少 极少 甚少 鲜少 ' +
    '不 不急 不急着 躲 躲着 不跟 不和 不找 不给 推掉 推掉了 打消 打消了 婉拒 谢绝 推辞 耽误 耽误了 耽搁 耽搁了 懒得 懒 不想 不愿 不愿意 不肯 不敢 不让 不许 不准 不该 不曾 不必 别 莫 勿 冇 唔 未曾 从未 从来 从不 决不 绝不 拒绝 拒 放弃 错过 避免 免得 省得 ' +
    '假装 装作 假如 假设 好像 似乎 仿佛 也许 或许 兴许 说不定 恐怕 估计 猜 据 谁 哪个 哪位 ' +
    '原定 原计划 列入 试图 企图 指望 盼 盼着 巴望 巴望着 代 愿 愿意 肯 号召 动员 倡议 规定 本该 本应 理应 早该 后悔 可惜 幻想 想象 假想 模拟 ' +
    '有人 别人 人家 某人 要求 希望 催 催促',
);

/** What stands before one of these, or ends in it, is a time, a place or a manner. */
export const circumstanceEnds = setOf(
  '后 时 前 间 中 里 上 边 旁 着 地 节 课 场 园 室 际 期 完 时候 的时候 之后 以后 之前 以前 期间 之际 路上 里头 中间 对面 了 过',
);

/** What stands behind one of these is an occasion or a reason. */
export const occasions = setOf(
  '面向 在 于 从 自 利用 趁 趁着 借 借着 借助 针对 围绕 关于 对于 因 因为 由于 鉴于 为 为了 按 按照 根据 通过 结合 结束 经 冒 冒着 顶着 凭 随 随着 以 用 就 搁 等',
);

export const harmlessHeads = setOf(
  '如约 按时 准时 按期 如期 在家 后晌 撂下 放下 冒雨 冒雪 下课 上课 课间 大课间 路上 下班 上班 自习课 体育课 班会 现在 目前 如今 正好 刚好 恰好 恰巧 正巧 碰巧 凑巧 偶然 意外 绕到 绕路 返校 开学 训练 比赛 倒是 非要 都有 ' +
    '难得 大约 大概 约莫 顺道 顺路 顺便 值日 值周 社团 终于 总算 好不容易 好容易 特意 特地 专门 特别 主动 及时 认真 耐心 简单 简短 简要 顺利 亲自 临时 当场 当即 立刻 立即 马上 赶紧 赶快 急忙 连忙 匆匆 匆忙 抓紧 ' +
    '结果 于是 所以 因此 果然 当然 其实 真的 确实 实际 总之 反正 干脆 索性 只好 只能 不得不 不小心 一不小心 随便 随口 随机 一直 一共 总共 共 连续 接连 反复 多次 再三 几次 两次 三次 第一次 头一次 首次 初次 再度 重新 ' +
    '悄悄 偷偷 私下 私底下 暗中 当众 当面 轻轻 慢慢 细细 好好 仔细 详细 深入 充分 正式 非正式 有意 无意 无意中 故意 一起 一同 一道 共同 一下 一下子 一边 一会儿 有点 有点儿 有些 有一次 有空 没事 ' +
    '终究 到底 最终 最近 近期 近日 日前 期中 期末 月考 考试 作业 作文 数学 语文 英语 这次 本次 此次 上次 这回 那次 学校 操场 校园 老地方',
);
