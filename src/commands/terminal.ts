/** Where a command writes: results to one side, complaints to the other. */
export interface Terminal {
  print(line: string): void;
  complain(line: string): void;
}
