import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchSound, matchWriting, nearNames } from '../../../../src/domain/names/match-name.ts';
import { rosterIndex } from '../../../../src/domain/names/name-index.ts';
import { splitName } from '../../../../src/domain/names/surnames.ts';

const mentees = [
  { id: 'zx1', name: '陈子轩' },
  { id: 'zx2', name: '杨梓萱' },
  { id: 'oy', name: '欧阳宇轩', nicknames: ['轩轩'] },
  { id: 'shan', name: '单一凡' },
  { id: 'le', name: '孙乐' },
];
const others = [
  { id: 'other', name: '陈梓轩' },
  { id: 'far', name: '郭晓光' },
];
const index = { mentees: rosterIndex(mentees), others: rosterIndex(others) };

test('a full name names one, whatever else sounds like it', () => {
  expect(matchWriting('陈子轩', index)).toEqual({ mentees: ['zx1'], others: [], via: 'full' });
});

test('a given name is open where another mentee has the same sound', () => {
  expect(matchWriting('子轩', index)?.mentees).toEqual(['zx1', 'zx2']);
});

test('one character doubled, a nickname and a double surname are known', () => {
  expect(matchWriting('乐乐', index)?.mentees).toEqual(['le']);
  expect(matchWriting('轩轩', index)).toMatchObject({ mentees: ['oy'], via: 'nickname' });
  expect(matchWriting('欧阳', index)).toMatchObject({ mentees: ['oy'], via: 'surname' });
});

test('another pupil who sounds like a mentee leaves both open', () => {
  expect(matchWriting('陈梓轩', index)).toMatchObject({ mentees: ['zx1'], others: ['other'] });
});

test('another pupil who sounds like nobody is named alone', () => {
  expect(matchWriting('郭晓光', index)).toEqual({ mentees: [], others: ['far'], via: 'full' });
});

test('dictation is read by its sound, surnames as surnames', () => {
  expect(matchSound('山一帆', index)?.mentees).toEqual(['shan']);
});

test('a near sound is a candidate and no match', () => {
  expect(matchSound('一环', index)).toBeUndefined();
  expect(nearNames('陈子宣', index).mentees).toContain('zx1');
  expect(nearNames('周子轩', index).mentees).toContain('zx1');
});

test('surname and given name make the name again', () => {
  const characters = fc.constantFrom(...'王李欧阳司马上官轩雨明一');
  fc.assert(
    fc.property(
      fc.array(characters, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
      (name) => {
        const { surname, given } = splitName(name);
        expect(surname + given).toBe(name);
        expect(given).not.toBe('');
      },
    ),
  );
});

test('every mentee is found by the full name', () => {
  for (const { id, name } of mentees) expect(matchWriting(name, index)?.mentees).toEqual([id]);
});
