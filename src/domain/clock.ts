/** The only source of "now". The real one stands in `main.ts`; the sandbox and the scenario runner move theirs. */
export interface Clock {
  now(): Date;
}
