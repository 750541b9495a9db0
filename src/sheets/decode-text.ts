/** The three encodings in which Chinese offices save CSV. */
import iconv from 'iconv-lite';
import { SheetError } from './sheet-error.ts';

export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return decodeUtf8(bytes) ?? decodeGbk(bytes);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** GB 18030 contains GBK, which contains GB 2312. */
function decodeGbk(bytes: Uint8Array): string {
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030');
  if (text.includes('\ufffd')) throw new SheetError('unreadable_text');
  return text;
}
