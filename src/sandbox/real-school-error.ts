/** A database that holds a real school is never opened by the sandbox. */
export class RealSchoolError extends Error {
  override readonly name = 'RealSchoolError';
}
