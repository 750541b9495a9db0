import { describe, expect, test } from 'vitest';
import { boundaryOf, readMultipart } from '../../../src/web/multipart.ts';

const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${value}\r\n`;
const read = (text: string) => readMultipart(Buffer.from(text), 'b');

describe('an upload', () => {
  test('has its fields and its file, bytes untouched', () => {
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
    const upload = readMultipart(
      Buffer.concat([
        Buffer.from(`${field('token', 't')}${file('名单.csv', '')}`.slice(0, -2)),
        bytes,
        Buffer.from('\r\n--b--\r\n'),
      ]),
      'b',
    );
    expect(upload?.fields.get('token')).toBe('t');
    expect([upload?.file?.name, upload?.file?.bytes]).toEqual(['名单.csv', bytes]);
  });

  test('without a chosen file has none', () => {
    expect(read(`${file('', '')}--b--`)?.file).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['no end', field('a', '1')],
    ['another boundary', field('a', '1').replaceAll('--b', '--c')],
    ['two files', `${file('a', '1')}${file('b', '2')}--b--`],
    ['a part without a name', '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--'],
    ['a part without an end of its head', '--b\r\nContent-Disposition: form-data; name="a"\r\n--b--'],
    ['a long field', `${field('a', 'x'.repeat(2_000))}--b--`],
    ['many parts', `${field('a', '1').repeat(30)}--b--`],
    ['a long head', `--b\r\nX: ${'x'.repeat(3_000)}\r\n\r\n1\r\n--b--`],
  ])('with %s is refused', (_what, text) => {
    expect(read(text)).toBeUndefined();
  });

  test.each([
    ['multipart/form-data; boundary=----WebKitFormBoundaryAb1', '----WebKitFormBoundaryAb1'],
    ['multipart/form-data; boundary="a b"', undefined],
    ['multipart/form-data', undefined],
    ['text/plain; boundary=b', undefined],
  ])('%s has the boundary %s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});
