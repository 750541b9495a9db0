/** The lists an office works through: missing plans, students nobody has talked to, and so on. */
import type { Day } from '../../domain/day.ts';
import type { DutyInput } from '../../domain/duties/facts.ts';
import { namedList } from '../../domain/duties/named-lists.ts';
import type { ListExpectation } from '../expectation-schemas.ts';
import { compare, type Finding } from './finding.ts';

export function checkList(
  { name, of, equals, ordered }: ListExpectation,
  input: DutyInput,
  on: Day,
): Finding {
  const found = namedList(name, input, on, of);
  const order = (ids: readonly string[]): readonly string[] => (ordered ? ids : ids.toSorted());
  return compare(`lists ${name}${of === undefined ? '' : ` of ${of}`}`, order(equals), order(found));
}
