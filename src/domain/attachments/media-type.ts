/** What a file is by its first bytes: a name or a header may say anything. */

type Signature = readonly [type: string, offset: number, bytes: string];

const signatures: readonly Signature[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
  ['audio/amr', 0, '#!AMR'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/mpeg', 0, '\xff\xf3'],
  ['audio/mpeg', 0, '\xff\xf2'],
];

/** `undefined` for everything that is not kept. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const holds = (offset: number, text: string): boolean =>
    [...text].every((character, index) => bytes[offset + index] === character.charCodeAt(0));
  const found = signatures.find(([, offset, text]) => holds(offset, text))?.[0];
  return found === 'image/webp' && !holds(0, 'RIFF') ? undefined : found;
}

/** Whether a file of this type is what the person was told is kept. */
export function suitsForm(mediaType: string, form: 'picture' | 'voice'): boolean {
  return mediaType.startsWith(form === 'picture' ? 'image/' : 'audio/');
}
