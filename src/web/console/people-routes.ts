/** The search is a form that is posted: what is typed are names, and addresses stay in histories and logs. */
import type Router from 'koa-router';
import { personKinds } from '../../domain/vocabulary.ts';
import { findPeople, type PeopleQuestion } from '../../usecases/console/find-people.ts';
import { renderPeoplePage } from '../pages/console/people-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, show } from './console-visit.ts';

const longestTyped = 40;

export function peopleRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/people', (visit) => showPeople(visit, { typed: '', page: 1 }));
  consoleForm(router, deps, '/people', (sent) => showPeople(sent, readQuestion(sent.fields)));
}

function showPeople(visit: ConsoleVisit, question: PeopleQuestion): void {
  const found = findPeople(visit.scene, question);
  show(visit, renderPeoplePage({ scene: visit.scene, marks: visit.marks, question, found }));
}

function readQuestion(fields: URLSearchParams): PeopleQuestion {
  const kind = personKinds.find((known) => known === fields.get('kind'));
  const classKey = fields.get('class') ?? '';
  const page = Number(fields.get('page') ?? 1);
  return {
    typed: (fields.get('typed') ?? '').trim().slice(0, longestTyped),
    page: Number.isSafeInteger(page) ? page : 1,
    ...(kind === undefined ? {} : { kind }),
    ...(classKey === '' ? {} : { classKey }),
  };
}
