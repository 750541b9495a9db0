import { expect, test } from 'vitest';
import { isFoundBy } from '../../../../src/domain/names/find-by-name.ts';

test.each([
  ['张宇轩', ''],
  ['张宇轩', '宇轩'],
  ['张宇轩', 'yuxuan'],
  ['张宇轩', 'Zhang Yu'],
  ['张宇轩', 'zyx'],
  ['单晓', 'shan'],
  ['吕思', 'lü'],
  ['阿依努尔·吐尔逊', '努尔吐'],
])('%s is found by %s', (name, typed) => {
  expect(isFoundBy(name, typed)).toBe(true);
});

test.each([
  ['张宇轩', 'yx'],
  ['张宇轩', '张三'],
  ['张宇轩', '<script>'],
])('%s is not found by %s', (name, typed) => {
  expect(isFoundBy(name, typed)).toBe(false);
});
