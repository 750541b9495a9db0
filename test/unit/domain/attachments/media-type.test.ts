import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mediaTypeOf, suitsForm } from '../../../../src/domain/attachments/media-type.ts';
import { shortVoice, smallPicture } from '../../../../src/sandbox/media-shelf.ts';

test.each([
  ['image/png', smallPicture],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0])],
  ['image/gif', Buffer.from('GIF89a...')],
  ['image/webp', Buffer.from('RIFF1234WEBPVP8 ')],
  ['audio/amr', shortVoice],
  ['audio/mpeg', Buffer.from('ID3....')],
  ['audio/mpeg', Buffer.from([0xff, 0xfb, 0x90])],
])('%s is known by its first bytes', (type, bytes) => expect(mediaTypeOf(bytes)).toBe(type));

test.each([
  '',
  '<svg onload="x">',
  '<!DOCTYPE html>',
  'MZ\u0090',
  '%PDF-1.7',
  'AVI 1234WEBP',
  'PK\u0003\u0004',
])('%j is nothing we keep', (text) => expect(mediaTypeOf(Buffer.from(text, 'latin1'))).toBeUndefined());

test('any bytes are answered', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void mediaTypeOf(bytes)));
});

test('a voice is no picture', () => {
  expect([suitsForm('audio/amr', 'picture'), suitsForm('image/png', 'voice')]).toEqual([false, false]);
});
