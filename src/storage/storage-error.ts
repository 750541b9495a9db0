/** What can be wrong with the database before the program runs; the doctor and the start show one line for each. */
export type StorageFault =
  | 'unreachable'
  | 'refused'
  | 'read_only'
  | 'locked'
  | 'schema_newer'
  | 'not_a_database'
  | 'disk_full'
  | 'unknown';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly fault: StorageFault;
  /** A path, a host, a migration's name: never a password. */
  readonly detail: string;

  constructor(fault: StorageFault, detail: string, cause?: unknown) {
    super(`${fault}: ${detail}`, cause === undefined ? undefined : { cause });
    this.fault = fault;
    this.detail = detail;
  }
}
