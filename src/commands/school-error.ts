/** A database that is not for this start. */

/**
 * `demo_school`: real accounts on the sandbox's database. `real_school`: the accounts got lost.
 * `no_school_in_sandbox`: only the sandbox itself makes one.
 */
export class SchoolError extends Error {
  override readonly name = 'SchoolError';
  readonly fault: 'demo_school' | 'real_school' | 'no_school_in_sandbox';

  constructor(fault: SchoolError['fault']) {
    super(fault);
    this.fault = fault;
  }
}
