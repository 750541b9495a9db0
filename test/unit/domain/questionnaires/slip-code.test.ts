import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSlipCode, writeSlipCode } from '../../../../src/domain/questionnaires/slip-code.ts';

const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('a code is read again however it is typed', () => {
  fc.assert(
    fc.property(sixteenBytes, (bytes) => {
      const printed = writeSlipCode(bytes);
      const plain = printed.replaceAll('-', '');
      expect(readSlipCode(printed)).toBe(plain);
      expect(readSlipCode(` ${printed.toUpperCase().replaceAll('-', '  ')} `)).toBe(plain);
      expect(readSlipCode(plain.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(plain);
      expect(
        readSlipCode(plain.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))),
      ).toBe(plain);
    }),
  );
});

test('two codes are never the same', () => {
  fc.assert(
    fc.property(sixteenBytes, sixteenBytes, (a, b) => {
      expect(writeSlipCode(a) === writeSlipCode(b)).toBe(a.every((byte, index) => byte === b[index]));
    }),
  );
});

test('holds all 128 bits', () => {
  expect(writeSlipCode(new Uint8Array(16).fill(255))).toBe('7zzz-zzzz-zzzz-zzzz-zzzz-zzzz-zz');
});

test.each(['', 'abcd', 'u'.repeat(26), '零'.repeat(26), '0'.repeat(27)])('%j is no code', (text) => {
  expect(readSlipCode(text)).toBeUndefined();
});
