/** Waits for something that can be seen, as long as it takes and not longer; never for a time. */
const longestMs = 20_000;
const lookAgainMs = 10;

/** The first value that is neither undefined nor false. Errors count as "not yet"; the last one is shown. */
export async function eventually<Value>(
  look: () => Value | Promise<Value>,
  withinMs = longestMs,
): Promise<Exclude<Value, undefined | false>> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (isThere(seen)) return seen;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw last ?? new Error(`not seen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

function isThere<Value>(value: Value): value is Exclude<Value, undefined | false> {
  return value !== undefined && value !== false;
}
