/** The words in which a duty is explained to the person who asks 为什么. */
import type { DutyTemplate } from '../schemes/scheme.ts';

export const ownerWords: Readonly<Partial<Record<DutyTemplate['owner'], string>>> = {
  student: '学生本人',
  mentor: '导师',
  homeroom_teacher: '班主任',
  grade_head: '年级负责人',
  steering_group: '领导小组',
  moral_office: '德育处（政教处）',
  principal: '校长',
};

/** What settles a duty, by the kind of contact or entry it asks for. */
export const settlingWords: Readonly<Record<string, string>> = {
  talk: '与该生个别谈话',
  deep_exchange: '与该生深入交流（个别谈话、书信、周记、邮件都算）',
  daily_meet: '当天与该生见面（当面个别谈话也算）',
  phone_call: '与家长语音或视频通话',
  home_visit: '到该生家中家访',
  guardian_contact: '与家长联系（电话、家访等都算）',
  student_report: '该生向导师汇报',
  weekly_reflection: '该生交上当周的周反思',
  student_essay: '该生交上心得体会',
  work_plan: '交上工作计划',
  next_term_plan: '交上下学期工作方案',
  term_summary: '交上工作总结',
  mentor_journal: '写一篇导师手记',
  monthly_record: '为该生写月登记',
  monthly_performance: '登记该生当月的表现',
  term_comment: '为该生写评语',
  term_student_evaluation: '为该生作学期评价',
  family_analysis: '为该生写家庭情况分析',
  exam_analysis: '与该生做这次考试的分析',
  record_check: '检查该导师的工作记录',
  quantified_score: '给该导师评分',
  filing: '报送备案',
  launch_campaign: '启动会议',
  theme_class_meeting: '主题班会',
  class_mentor_meeting: '班级导师会',
  community_report_meeting: '共同体汇报会',
  class_case_meeting: '班教导会',
  mentor_plenary: '导师例会',
  mentor_dispatch_meeting: '导师调度会',
  case_conference: '会诊',
  case_analysis_meeting: '个案分析会',
  office_meeting: '专题办公会议',
  exchange_meeting: '经验交流会',
  all_teacher_meeting: '全体教师会',
  parent_meeting: '家长会',
  showcase: '导师工作展示',
  training_session: '培训',
};

export const coverageWords: Readonly<Record<NonNullable<DutyTemplate['covers']>, string>> = {
  students_of_concern: '逐一研究需特别关注的学生',
  classes_of_concern: '覆盖有需特别关注学生的每个班',
  grades_of_concern: '逐年级研究需特别关注的学生',
};
