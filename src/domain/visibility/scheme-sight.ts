/** What a scheme adds to the visibility table, each by the rule it follows from: no rule, no sight. */
import type { SchemeId, SchemeVersion } from '../schemes/scheme.ts';

/** V-01: the rule that gives the grade unit its checking duty. */
const unitCheckRules: Readonly<Partial<Record<SchemeId, string>>> = {
  sulou: 'SULOU-41',
  songshi: 'SONGSHI-32',
  yedian: 'YEDIAN-64',
  'school-2025': 'XXX-12',
  weifang: 'WEIFANG-31',
};

export function unitChecksRecords(scheme: SchemeVersion): boolean {
  const rule = unitCheckRules[scheme.scheme];
  return rule !== undefined && isFollowed(scheme, rule);
}

/** V-05: the mentors' monthly score goes into the figure of the class. */
export function hasClassFigure(scheme: SchemeVersion): boolean {
  return isFollowed(scheme, 'YEDIAN-65');
}

/** V-04: the principal studies the students of concern grade by grade. */
export function principalStudiesConcern(scheme: SchemeVersion): boolean {
  return isFollowed(scheme, 'WEIFANG-34');
}

/** V-04: each student of concern has a leader who answers for him or her. */
export function hasResponsibleLeaders(scheme: SchemeVersion): boolean {
  return isFollowed(scheme, 'WEIFANG-35');
}

/** These are all musts: one that is merely shown has been switched off by the school. */
function isFollowed({ rules }: SchemeVersion, id: string): boolean {
  return rules.some((rule) => rule.id === id && rule.status !== 'shown');
}
