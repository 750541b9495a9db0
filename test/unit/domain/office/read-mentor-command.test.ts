import { describe, expect, it } from 'vitest';
import { readDay } from '../../../../src/domain/day.ts';
import { readMentorCommand } from '../../../../src/domain/office/read-mentor-command.ts';

/** A Wednesday. */
const ground = { today: readDay('2026-11-18'), termLastOn: readDay('2027-01-22') };
const read = (text: string) => readMentorCommand(text, ground);

it('a mentor whose name begins like a day of the week is a name', () => {
  for (const mentor of ['周建国', '周一鸣', '周']) {
    expect(readMentorCommand(`宇轩换${mentor}老师带`, ground)).toEqual({
      verb: 'change',
      students: ['宇轩'],
      mentor,
    });
    expect(readMentorCommand(`宇轩换${mentor}老师带，周一起`, ground)).toMatchObject({
      mentor,
      fromOn: '2026-11-23',
    });
  }
});

describe('who mentors whom, said by chat', () => {
  it.each([
    [
      '子涵换王芳老师带，下周一起',
      { verb: 'change', students: ['子涵'], mentor: '王芳', fromOn: '2026-11-23' },
    ],
    [
      '从下周一起，子涵换王芳老师带',
      { verb: 'change', students: ['子涵'], mentor: '王芳', fromOn: '2026-11-23' },
    ],
    ['把张子涵的导师换成王芳', { verb: 'change', students: ['张子涵'], mentor: '王芳' }],
    ['张子涵、李明转给王芳老师带', { verb: 'change', students: ['张子涵', '李明'], mentor: '王芳' }],
    ['二(1)班张子涵的导师改为王芳老师', { verb: 'change', students: ['二(1)班张子涵'], mentor: '王芳' }],
    [
      '子涵换王芳老师带，因为孩子和她更合得来',
      { verb: 'change', students: ['子涵'], mentor: '王芳', reason: '孩子和她更合得来' },
    ],
    ['给张三安排导师李四', { verb: 'assign', students: ['张三'], mentor: '李四' }],
    [
      '给张三安排一位导师李四老师，12月1日起',
      { verb: 'assign', students: ['张三'], mentor: '李四', fromOn: '2026-12-01' },
    ],
    ['李四老师做张三的导师', { verb: 'assign', students: ['张三'], mentor: '李四' }],
    ['张三由李四老师带', { verb: 'assign', students: ['张三'], mentor: '李四' }],
    [
      '张三的导师请产假，李老师代管到6月',
      { verb: 'cover', students: ['张三'], standIn: '李', isLeave: true, untilOn: '2027-06-30' },
    ],
    [
      '王芳老师请产假，李强老师代管，12月1日到期末',
      {
        verb: 'cover',
        students: [],
        mentor: '王芳',
        standIn: '李强',
        isLeave: true,
        fromOn: '2026-12-01',
        untilOn: '2027-01-22',
      },
    ],
    [
      '5.2班张三由李四老师带，12.1起',
      { verb: 'assign', students: ['5.2班张三'], mentor: '李四', fromOn: '2026-12-01' },
    ],
    [
      '王芳老师休病假，请李强老师代管张三，到下个月底',
      {
        verb: 'cover',
        students: ['张三'],
        mentor: '王芳',
        standIn: '李强',
        isLeave: true,
        untilOn: '2026-12-31',
      },
    ],
    [
      '张三先由李老师代管到月底',
      { verb: 'cover', students: ['张三'], standIn: '李', isLeave: false, untilOn: '2026-11-30' },
    ],
    ['王芳老师不再带子涵了', { verb: 'end', students: ['子涵'], mentor: '王芳' }],
    ['结束张三的导师', { verb: 'end', students: ['张三'] }],
    ['张三的协议签好了', { verb: 'sign', students: ['张三'] }],
  ])('%s', (text, command) => {
    expect(read(text)).toEqual(command);
  });

  it('asks until when a colleague stands in', () => {
    expect(read('张三的导师请产假，李老师代管')).toEqual({ verb: 'unclear', about: 'cover_end' });
    expect(read('给张三安排导师李四，2月30日起')).toEqual({ verb: 'unclear', about: 'day' });
  });

  it.each([
    '今天和张子涵谈了二十分钟，作业有进步',
    '张子涵换座位了，情绪好多了',
    '给张子涵妈妈打电话，说了作业的事',
    '下周三再和张子涵谈谈',
    '张子涵说想换导师，今天谈了',
    '带张子涵去了图书馆',
    '和张子涵的妈妈约好了下周一家访',
    '张子涵的导师请假了，我今天和他谈了一会儿',
    '撤销',
    '待办',
  ])('leaves %s to be understood as what it is', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
