import { describe, expect, test } from 'vitest';
import { searchPeople } from '../../../src/sandbox/page/people-search.ts';
import { phoneKey, pinnedPhones } from '../../../src/sandbox/page/phone.ts';
import { fieldText, readFieldText } from '../../../src/sandbox/page/time-text.ts';
import type { SandboxPerson } from '../../../src/sandbox/sandbox-control.ts';

function aPerson(id: string, part: Partial<SandboxPerson> = {}): SandboxPerson {
  return {
    id,
    name: id,
    title: '',
    kinds: ['mentor'],
    ids: { wecom: id, dingtalk: id },
    examples: [],
    ...part,
  };
}

describe('searching people', () => {
  const people = [
    aPerson('1', { name: '王小林', title: '五年级2班 导师' }),
    aPerson('2', { name: '林晓燕', title: '五年级2班 班主任', kinds: ['homeroom', 'mentor'] }),
    aPerson('3', { name: '林志强', title: '林一的爸爸', kinds: ['guardian'] }),
  ];
  const idsFor = (words: string, kind?: 'homeroom' | 'guardian'): string[] =>
    searchPeople(people, { words, ...(kind && { kind }) }).people.map((person) => person.id);

  test('names that begin with the word come first', () => expect(idsFor('林')).toEqual(['2', '3', '1']));
  test('every word counts, in name or title', () => expect(idsFor('林 五年级2班')).toEqual(['2', '1']));
  test('a person is found under each of their kinds', () => expect(idsFor('', 'homeroom')).toEqual(['2']));
  test('nobody fits', () => expect(idsFor('赵')).toEqual([]));

  test('a long list is cut, with the number left out', () => {
    const many = Array.from({ length: 45 }, (_, index) => aPerson(String(index)));
    const found = searchPeople(many, { words: '' });
    expect([found.people.length, found.more]).toEqual([40, 5]);
  });
});

describe('pinned phones', () => {
  const keysOf = (people: readonly SandboxPerson[], keys: readonly string[]): string[] =>
    pinnedPhones(people, keys).map(phoneKey);

  test('a first visitor gets two mentors, one on each platform', () => {
    const people = [aPerson('boss', { kinds: ['leader'] }), aPerson('a'), aPerson('b')];
    expect(keysOf(people, [])).toEqual(['wecom:a', 'dingtalk:b']);
  });

  test('one mentor alone gets both phones', () => {
    expect(keysOf([aPerson('a')], [])).toEqual(['wecom:a', 'dingtalk:a']);
  });

  test('unknown, repeated and too many phones are dropped', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => aPerson(id));
    const keys = ['wecom:x', 'sms:a', 'wecom:a', 'wecom:a', 'dingtalk:b', 'wecom:c', 'wecom:d'];
    expect(keysOf(people, keys)).toEqual(['wecom:a', 'dingtalk:b', 'wecom:c']);
  });

  test('a person without an id on the platform has no phone there', () => {
    expect(keysOf([aPerson('a', { ids: { dingtalk: 'd' } })], ['wecom:a'])).toEqual(['dingtalk:a']);
  });

  test('nobody, no phones', () => expect(keysOf([], [])).toEqual([]));
});

describe('the time field', () => {
  test('holds wall time in Asia/Shanghai', () => {
    expect(fieldText(new Date('2026-09-02T23:05:30Z'))).toBe('2026-09-03T07:05');
    expect(readFieldText('2026-09-03T07:05')).toEqual(new Date('2026-09-02T23:05:00Z'));
  });

  test.each(['', '2026-09-03', '2026-02-30T10:00', '2026-09-03T24:00', '2026-09-03T10:00Z', 'soon'])(
    'refuses %j',
    (text) => expect(readFieldText(text)).toBeUndefined(),
  );
});
