/**
 * The code on a paper slip: 128 bits in Crockford's base 32, which knows no I, L, O and U, so that nothing is misread.
 * It is typed on a school computer or read from the square code beside it.
 */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const bytesOfCode = 16;
const lettersOfCode = 26;

/** In groups of four, as it is printed. `random` are 16 bytes. */
export function writeSlipCode(random: Uint8Array): string {
  if (random.length !== bytesOfCode) throw new RangeError('a slip code is made of 16 bytes');
  let number = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let place = 0; place < lettersOfCode; place += 1) {
    code = letters.charAt(Number(number & 31n)) + code;
    number >>= 5n;
  }
  return code.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** As it is kept and hashed: without groups, capitals, and the letters that look like digits. */
export function readSlipCode(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-_.—–·]+/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return code.length === lettersOfCode && [...code].every((letter) => letters.includes(letter))
    ? code
    : undefined;
}
