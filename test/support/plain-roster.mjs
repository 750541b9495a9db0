/** A roster of any size whose names are never mistaken for each other: for loads and loops, where asking back would blur the count. */
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程'];
const givenNames = [
  '浩然',
  '欣妍',
  '博文',
  '雨桐',
  '俊杰',
  '诗琪',
  '泽宇',
  '梦瑶',
  '明轩',
  '佳宁',
  '志远',
  '思彤',
  '晨阳',
  '若曦',
  '宏博',
  '可馨',
  '景行',
  '书瑶',
  '立诚',
  '静怡',
];

/** Every mentor has `menteesEach` students; the first of them is one of the scheme's special students. */
export function plainRoster({ mentors, menteesEach, platform = 'wecom', from }) {
  const staff = range(mentors).map((index) => ({
    key: `t${index}`,
    name: `${surnames[index % surnames.length]}老师${index}`,
  }));
  const students = range(mentors * menteesEach).map((index) => {
    const mentor = Math.floor(index / menteesEach);
    const place = index % menteesEach;
    return {
      key: `s${index}`,
      mentorKey: `t${mentor}`,
      name: `${surnames[(mentor * 7 + place) % surnames.length]}${givenNames[(mentor + place) % givenNames.length]}`,
      classKey: '5.1',
      categories: place === 0 ? ['single_parent'] : [],
    };
  });
  return {
    staff,
    classes: [{ key: '5.1', grade: 5, number: 1 }],
    students: students.map(({ mentorKey: _mentorKey, ...student }) => student),
    guardians: [],
    pairings: students.map(({ key, mentorKey }) => ({ mentorKey, studentKey: key, from })),
    identities: staff.map(({ key }) => ({
      personKind: 'staff',
      personKey: key,
      platform,
      platformId: userIdOf(key),
    })),
    roles: [],
  };
}

export function userIdOf(staffKey) {
  return `w${staffKey}`;
}

/** Who may write about whom: pairs of a platform id and a student's name. */
export function talksOf(plan) {
  const names = new Map(plan.students.map(({ key, name }) => [key, name]));
  return plan.pairings.map(({ mentorKey, studentKey }) => ({
    userId: userIdOf(mentorKey),
    student: names.get(studentKey) ?? '',
  }));
}

function range(length) {
  return Array.from({ length }, (_, index) => index);
}
