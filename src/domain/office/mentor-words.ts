/** How people say that a mentor changes. Only data: each list is one place in a sentence, longer words first. */

export const mentorWords = {
  /** What a sentence must hold to be looked at at all. */
  telling: ['导师', '代管', '代带', '代班', '代为', '换', '带', '指导', '转给', '交给', '结对', '协议'],
  give: ['帮忙给', '给', '为', '替', '帮'],
  arrange: ['安排', '指定', '分配', '配', '增加', '加', '添', '定'],
  change: ['换成', '换到', '换给', '改成', '改由', '改为', '改到', '转给', '转到', '交给', '换由', '换'],
  lead: ['当导师', '做导师', '任导师', '担任导师', '来带', '带着', '带', '来指导', '指导', '负责'],
  standIn: [
    '临时代管',
    '暂时代管',
    '先代管',
    '代管',
    '代带',
    '代班',
    '代为管理',
    '代为指导',
    '临时带',
    '暂时带',
    '先带着',
    '先带',
    '顶替',
    '代',
  ],
  by: ['请', '由', '让', '先由', '先让', '暂由', '改由', ''],
  leave: ['产假', '病假', '事假', '婚假', '丧假', '陪产假', '育儿假', '公假', '长假', '年假', '探亲假', '假'],
  /** Nothing but these may stand after a name. */
  teacherSuffix: ['老师', '校长', '主任', '导师'],
  studentSuffix: ['同学', '小朋友', '这孩子', '这个学生', '学生'],
  because: ['因为', '由于', '原因是', '理由是', '原因'],
  polite: ['麻烦', '请', '帮我', '把', '将'],
  allOfThem: ['他的学生', '她的学生', '他们', '学生', '全部', '所有学生', '名下学生', ''],
} as const;
