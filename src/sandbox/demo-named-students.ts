/**
 * Students whose names are there for a reason: words, rare characters, compound surnames, names that are said or
 * written alike, one name being the beginning of another.
 */
import type { GuardianRelation } from '../domain/vocabulary.ts';

export interface NamedStudent {
  readonly classKey: string;
  readonly name: string;
  readonly sex: 'female' | 'male';
  /** Characters of the surname; 0 where the name has none. */
  readonly surnameLength: number;
  /** Given where the guardians' names cannot be built from a surname. */
  readonly guardians?: readonly { readonly name: string; readonly relation: GuardianRelation }[];
}

type Row = readonly [classKey: string, name: string, sex: 'f' | 'm', surnameLength?: number];

const rows: readonly Row[] = [
  // names that are words
  ['1.1', '高兴', 'm'],
  ['1.2', '安静', 'f'],
  ['2.1', '田野', 'm'],
  ['2.2', '白云', 'f'],
  ['3.1', '夏天', 'm'],
  ['3.2', '方圆', 'f'],
  ['4.1', '向阳', 'm'],
  ['4.2', '江南', 'f'],
  ['5.1', '常乐', 'm'],
  ['5.2', '时光', 'f'],
  ['6.1', '万里', 'm'],
  ['6.2', '马跃', 'm'],
  // rare characters, one of them outside the basic plane
  ['5.2', '周䶮', 'm'],
  ['1.1', '孙旻', 'f'],
  ['2.2', '朱翀', 'm'],
  ['3.1', '林玥', 'f'],
  ['1.2', '何旻玥', 'f'],
  ['4.1', '黄彧', 'm'],
  ['6.1', '吴垚', 'm'],
  ['5.1', '徐喆', 'm'],
  ['6.2', '沈翙', 'f'],
  ['2.1', '彭堃', 'm'],
  ['3.2', '杜祎', 'f'],
  ['4.2', '曾赟', 'm'],
  ['5.2', '陈𬱖', 'm'],
  // compound surnames, and both parents' surnames
  ['3.2', '欧阳若溪', 'f', 2],
  ['5.1', '上官子墨', 'm', 2],
  ['2.1', '司马青', 'f', 2],
  ['6.2', '诸葛知行', 'm', 2],
  ['4.1', '司徒雨', 'f', 2],
  ['1.2', '皇甫一宁', 'f', 2],
  ['4.2', '端木清和', 'm', 2],
  ['6.1', '慕容雪', 'f', 2],
  ['5.2', '张杨若曦', 'f'],
  ['2.2', '王李安然', 'f'],
  ['3.1', '陈林知夏', 'f'],
  // one full name, two classes
  ['3.1', '张宇轩', 'm'],
  ['5.2', '张宇轩', 'm'],
  ['4.1', '李欣怡', 'f'],
  ['4.2', '李欣怡', 'f'],
  // one given name, one class
  ['5.2', '王梓萱', 'f'],
  ['5.2', '李梓萱', 'f'],
  ['3.1', '刘子涵', 'f'],
  ['3.1', '赵子涵', 'm'],
  ['1.2', '陈雨桐', 'f'],
  ['1.2', '杨雨桐', 'f'],
  // said alike
  ['2.2', '陈佳怡', 'f'],
  ['2.2', '陈嘉怡', 'f'],
  ['6.1', '刘思涵', 'f'],
  ['6.1', '刘思晗', 'm'],
  ['5.1', '王晨曦', 'f'],
  ['5.2', '王辰熙', 'm'],
  ['4.1', '李静', 'f'],
  ['4.1', '李婧', 'f'],
  // one name begins another
  ['6.2', '王宇', 'm'],
  ['6.2', '王宇航', 'm'],
];

const withoutSurname: readonly NamedStudent[] = [
  {
    classKey: '5.1',
    name: '阿迪莱·买合木提',
    sex: 'female',
    surnameLength: 0,
    guardians: [
      { name: '买合木提·热合曼', relation: 'father' },
      { name: '帕提古丽·依明', relation: 'mother' },
    ],
  },
  {
    classKey: '4.1',
    name: '凯赛尔·艾力',
    sex: 'male',
    surnameLength: 0,
    guardians: [{ name: '艾力·吐尔地', relation: 'father' }],
  },
  {
    classKey: '6.1',
    name: '扎西顿珠',
    sex: 'male',
    surnameLength: 0,
    guardians: [{ name: '次仁拉姆', relation: 'grandmother_paternal' }],
  },
  {
    classKey: '2.1',
    name: '卓玛央金',
    sex: 'female',
    surnameLength: 0,
    guardians: [{ name: '多吉才让', relation: 'father' }],
  },
  {
    classKey: '3.2',
    name: '苏日娜',
    sex: 'female',
    surnameLength: 0,
    guardians: [
      { name: '巴特尔', relation: 'father' },
      { name: '乌兰', relation: 'mother' },
    ],
  },
];

export const namedStudents: readonly NamedStudent[] = [
  ...rows.map(([classKey, name, sex, surnameLength = 1]) => ({
    classKey,
    name,
    sex: sex === 'f' ? ('female' as const) : ('male' as const),
    surnameLength,
  })),
  ...withoutSurname,
];
