export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildProgram {
  readonly pid: number;
  readonly ended: Promise<ChildEnd>;
  output(): string;
  listening(): Promise<string>;
  end(signal: NodeJS.Signals): Promise<ChildEnd>;
}

export function spawnProgram(parts?: {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly clockOffsetMs?: number;
  readonly args?: readonly string[];
  /** `ulimit -n`. */
  readonly openFiles?: number;
}): ChildProgram;
