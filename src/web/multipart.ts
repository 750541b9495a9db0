/** One uploaded file with its form fields (RFC 7578), read strictly: whatever is not as browsers write it is refused. */

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Upload {
  readonly fields: URLSearchParams;
  readonly file?: UploadedFile;
}

const mostParts = 20;
const longestHead = 2_000;
const longestField = 1_000;
const headEnd = Buffer.from('\r\n\r\n');

export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data;\s*boundary=(?:"([^"]+)"|([^\s;"]+))\s*$/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  return boundary !== undefined && /^[\w'()+,./:=?-]{1,70}$/.test(boundary) ? boundary : undefined;
}

/** Undefined where the body is not what the boundary promises. */
export function readMultipart(body: Buffer, boundary: string): Upload | undefined {
  const fields = new URLSearchParams();
  let file: UploadedFile | undefined;
  for (const part of partsOf(body, boundary) ?? [undefined]) {
    const read = part && readPart(part);
    if (read === undefined) return undefined;
    if (read.fileName === undefined) {
      if (read.bytes.length > longestField) return undefined;
      fields.append(read.name, read.bytes.toString('utf8'));
    } else {
      if (file !== undefined) return undefined;
      file = { name: read.fileName, bytes: read.bytes };
    }
  }
  // An empty choice is sent as a file without name and content.
  return file === undefined || file.bytes.length === 0 ? { fields } : { fields, file };
}

function partsOf(body: Buffer, boundary: string): Buffer[] | undefined {
  const first = Buffer.from(`--${boundary}`);
  const next = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, first.length).equals(first)) return undefined;
  const parts: Buffer[] = [];
  let at = first.length;
  for (;;) {
    const mark = body.subarray(at, at + 2).toString('latin1');
    if (mark === '--') return parts;
    if (mark !== '\r\n' || parts.length === mostParts) return undefined;
    const end = body.indexOf(next, at);
    if (end === -1) return undefined;
    parts.push(body.subarray(at + 2, end));
    at = end + next.length;
  }
}

function readPart(part: Buffer): { name: string; fileName?: string; bytes: Buffer } | undefined {
  const end = part.indexOf(headEnd);
  if (end === -1 || end > longestHead) return undefined;
  const head = part.subarray(0, end).toString('utf8');
  const disposition = head.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? '';
  const [, name] = /^content-disposition:\s*form-data;\s*name="([\w-]{1,40})"/i.exec(disposition) ?? [];
  if (name === undefined) return undefined;
  const [, fileName] = /;\s*filename="([^"]*)"/i.exec(disposition) ?? [];
  const bytes = part.subarray(end + headEnd.length);
  return fileName === undefined ? { name, bytes } : { name, fileName: fileName.slice(0, 200), bytes };
}
