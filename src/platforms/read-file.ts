/** The bytes of an answer, as far as a limit: what is larger is not read to its end. */

/** `undefined` where the file is larger than the limit. */
export async function readFile(response: Response, limitBytes: number): Promise<Buffer | undefined> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limitBytes || response.body === null) {
    await response.body?.cancel();
    return announced > limitBytes ? undefined : Buffer.alloc(0);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
