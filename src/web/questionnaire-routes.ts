/**
 * `/f/:address`: questionnaires for families, students and staff. The address is the link for everybody, then the
 * platform says who it is; or the code of a slip, which opens one sheet. Opening spends nothing.
 */
import type { Context } from 'koa';
import Router from 'koa-router';
import { dayOf } from '../domain/day.ts';
import type {
  AnswerFault,
  Answers,
  AnswerValue,
  GivenFields,
} from '../domain/questionnaires/read-answers.ts';
import { readSlipCode } from '../domain/questionnaires/slip-code.ts';
import {
  type Answerer,
  invitationByCode,
  invitationsOf,
  type Opened,
  type OpenQuestionnaire,
  type Sheet,
  type SheetRefusal,
} from '../usecases/questionnaires/own-invitations.ts';
import { saveDraft } from '../usecases/questionnaires/save-draft.ts';
import { submitAnswers } from '../usecases/questionnaires/submit-answers.ts';
import { readForm } from './form-body.ts';
import { lightPageHeaders } from './light-page.tsx';
import { isFromElsewhere, pageHeaders } from './page-headers.ts';
import { renderCodePage } from './pages/questionnaire/code-page.tsx';
import {
  foreignNote,
  refusalNotes,
  renderNotePage,
  signedOutNote,
  thanksNote,
  unreadableNote,
} from './pages/questionnaire/sheet-notes.tsx';
import { renderSheetPage, type SheetPage } from './pages/questionnaire/sheet-page.tsx';
import { visitorOf } from './visit.ts';
import type { WebDeps } from './web-deps.ts';
import { hashToken } from './web-secrets.ts';

type PathContext = Context & { params: Record<string, string> };

/** Somebody at an address: who answers, what makes a form their own, what they find. */
interface Reached {
  readonly address: string;
  readonly answerer: Answerer;
  readonly formMark: string;
  readonly opened: Opened;
}

export function questionnaireRoutes(deps: WebDeps): Router {
  const router = new Router({ prefix: '/f' });
  router.use(pageHeaders, lightPageHeaders);
  router.get('/', (context) => html(context, 200, renderCodePage('', false)));
  router.post('/', (context) => takeCode(context));
  router.get('/:address', (context) => showSheet(deps, context));
  router.get('/:address/:nth', (context) => showSheet(deps, context));
  router.post('/:address', (context) => takeSheet(deps, context));
  router.post('/:address/draft', (context) => takeDraft(deps, context));
  return router;
}

async function takeCode(context: Context): Promise<void> {
  const body = await readForm(context);
  const given = 'refused' in body ? '' : (body.fields.get('code') ?? '');
  const code = readSlipCode(given);
  if (code === undefined) return html(context, 422, renderCodePage(given.slice(0, 60), true));
  goOn(context, `/f/${code}`);
}

async function showSheet(deps: WebDeps, context: PathContext): Promise<void> {
  const reached = await reach(deps, context);
  if (reached === 'sign_in') return signIn(context);
  const isLarge = context.query['large'] === '1';
  const { opened } = reached;
  if ('refused' in opened) {
    const isThanked = opened.refused === 'spent' && context.query['thanks'] !== undefined;
    return isThanked
      ? html(context, 200, renderNotePage(thanksNote, isLarge))
      : refuse(context, opened.refused, isLarge);
  }
  const sheet = sheetAt(opened, context.params['nth']);
  if (sheet === undefined) return refuse(context, 'wrong', isLarge);
  if (sheet.isUsed) return refuse(context, 'spent', isLarge);
  const notice = noticeOf(context);
  const page = { given: fieldsOf(sheet.draft ?? {}), faults: new Map(), ...(notice && { notice }) };
  html(context, 200, renderSheetPage(pageOf(deps, reached, opened, sheet, isLarge, page)));
}

function noticeOf({ query }: Context): SheetPage['notice'] {
  if (query['thanks'] !== undefined) return { text: '刚才那一份收到了，谢谢！还有这一份。', isGood: true };
  if (query['saved'] !== undefined)
    return { text: '已经存好了。等会儿点同一个链接，接着填就行。', isGood: true };
  return undefined;
}

/** Without a number the first that is left. */
function sheetAt({ sheets }: OpenQuestionnaire, nth: string | undefined): Sheet | undefined {
  if (nth === undefined) return sheets.find(({ isUsed }) => !isUsed);
  return /^\d{1,2}$/.test(nth) ? sheets[Number(nth) - 1] : undefined;
}

async function takeSheet(deps: WebDeps, context: PathContext): Promise<void> {
  const sent = await sending(deps, context);
  if (sent === undefined) return;
  const { reached, fields, isLarge } = sent;
  const { answerer } = reached;
  const given: GivenFields = { all: (name) => fields.getAll(name) };
  const invitationId = fields.get('sheet') ?? '';
  const now = deps.clock.now();
  const size = isLarge ? '&large=1' : '';
  if (fields.get('do') === 'save') {
    const drafted = await saveDraft(deps, { answerer, invitationId, given, now });
    if ('refused' in drafted) return refuse(context, drafted.refused, isLarge);
    return goOn(context, `/f/${reached.address}${nthOf(reached, invitationId)}?saved${size}`);
  }
  const submitted = await submitAnswers(deps, { answerer, invitationId, given, now });
  if ('state' in submitted) return goOn(context, `/f/${reached.address}?thanks${size}`);
  if ('faults' in submitted) return again(deps, context, sent, invitationId, { faults: submitted.faults });
  if (submitted.refused !== 'empty') return refuse(context, submitted.refused, isLarge);
  const notice = { text: '还一题都没有填，所以没有交上。填好再按“交上去”。', isGood: false };
  again(deps, context, sent, invitationId, { faults: new Map(), notice });
}

/** The sheet as it was sent, with what is to be mended. */
function again(
  deps: WebDeps,
  context: Context,
  { reached, fields, isLarge }: Sent,
  invitationId: string,
  told: { readonly faults: ReadonlyMap<string, AnswerFault>; readonly notice?: SheetPage['notice'] },
): void {
  const { opened } = reached;
  const sheet =
    'refused' in opened ? undefined : opened.sheets.find((one) => one.invitationId === invitationId);
  if ('refused' in opened || sheet === undefined) return refuse(context, 'wrong', isLarge);
  const { notice, faults } = told;
  const page = { given: { all: (name: string) => fields.getAll(name) }, faults, ...(notice && { notice }) };
  html(context, 422, renderSheetPage(pageOf(deps, reached, opened, sheet, isLarge, page)));
}

/** Kept while it is filled in; asked by the page's script, which looks at the number only. */
async function takeDraft(deps: WebDeps, context: PathContext): Promise<void> {
  const sent = await sending(deps, context);
  if (sent === undefined) return;
  const drafted = await saveDraft(deps, {
    answerer: sent.reached.answerer,
    invitationId: sent.fields.get('sheet') ?? '',
    given: { all: (name) => sent.fields.getAll(name) },
    now: deps.clock.now(),
  });
  if ('refused' in drafted) return refuse(context, drafted.refused, sent.isLarge);
  context.status = 204;
}

interface Sent {
  readonly reached: Reached;
  readonly fields: URLSearchParams;
  readonly isLarge: boolean;
}

/** Undefined where it was answered already: not ours, not readable, nobody signed in. */
async function sending(deps: WebDeps, context: PathContext): Promise<Sent | undefined> {
  if (isFromElsewhere(context, deps.publicUrl())) {
    html(context, 403, renderNotePage(foreignNote, false));
    return undefined;
  }
  const body = await readForm(context);
  if ('refused' in body) {
    html(context, body.refused, renderNotePage(unreadableNote, false));
    return undefined;
  }
  const { fields } = body;
  const isLarge = fields.get('large') === '1';
  const reached = await reach(deps, context);
  const isOwn = reached !== 'sign_in' && isMarked(deps, reached, fields);
  if (reached === 'sign_in' || !isOwn) {
    const note = signedOutNote(typedIn(fields), `/f/${addressOf(context)}`);
    html(context, reached === 'sign_in' ? 401 : 403, renderNotePage(note, isLarge));
    return undefined;
  }
  return { reached, fields, isLarge };
}

function isMarked(deps: WebDeps, { formMark }: Reached, fields: URLSearchParams): boolean {
  return deps.secrets.isMark('form', formMark, fields.get('token') ?? '');
}

const longestTyped = 2_000;

/** Free words among the fields: what nobody wants to type twice. */
function typedIn(fields: URLSearchParams): readonly string[] {
  return [...fields]
    .filter(([name, value]) => !['token', 'sheet', 'large', 'do'].includes(name) && /[^\w.-]/.test(value))
    .map(([, value]) => value.slice(0, longestTyped));
}

async function reach(deps: WebDeps, context: PathContext): Promise<Reached | 'sign_in'> {
  const address = addressOf(context);
  const now = deps.clock.now();
  const code = readSlipCode(address);
  if (code !== undefined) {
    const codeHash = hashToken(code);
    const opened = await invitationByCode(deps, codeHash, now);
    return { address, answerer: { codeHash }, formMark: codeHash, opened };
  }
  const session = await visitorOf(deps, context, now);
  if (session === undefined) return 'sign_in';
  const { schoolId, personId, tokenHash } = session;
  const opened = await invitationsOf(deps, { schoolId, personId }, address, now);
  return { address, answerer: { schoolId, personId }, formMark: tokenHash, opened };
}

/** Whatever else stands there is no address of ours; it would only end up in links of the page. */
function addressOf({ params }: PathContext): string {
  const address = params['address'] ?? '';
  return /^[\w-]{1,64}$/.test(address) ? address : '-';
}

function pageOf(
  deps: WebDeps,
  { address, formMark }: Reached,
  opened: OpenQuestionnaire,
  sheet: Sheet,
  isLarge: boolean,
  page: Pick<SheetPage, 'given' | 'faults' | 'notice'>,
): SheetPage {
  const nth = opened.sheets.indexOf(sheet) + 1;
  const path = `/f/${address}${opened.sheets.length > 1 ? `/${nth}` : ''}`;
  return {
    ...page,
    form: opened.form,
    schoolName: opened.schoolName,
    until: deps.cards.say.until(opened.dueOn, dayOf(deps.clock.now())),
    isLate: opened.isLate,
    about: aboutOf(opened, sheet),
    people: sheet.people,
    isLarge,
    ...(opened.sheets.length > 1 ? { place: { nth, of: opened.sheets.length } } : {}),
    sending: {
      action: `/f/${address}`,
      draftAction: `/f/${address}/draft`,
      otherSize: isLarge ? path : `${path}?large=1`,
      invitationId: sheet.invitationId,
      token: deps.secrets.mark('form', formMark),
    },
  };
}

/** The child where there are several, and the mentor. */
function aboutOf({ form, sheets }: OpenQuestionnaire, { student, mentor }: Sheet): readonly string[] {
  const isOneChild = new Set(sheets.map((sheet) => sheet.student?.id)).size < 2;
  return [
    ...(student === undefined || isOneChild ? [] : [`孩子：${student.name}`]),
    ...(mentor === undefined || form.about !== 'mentor' ? [] : [`导师：${mentor.name}`]),
  ];
}

function nthOf({ opened }: Reached, invitationId: string): string {
  if ('refused' in opened || opened.sheets.length < 2) return '';
  return `/${opened.sheets.findIndex((sheet) => sheet.invitationId === invitationId) + 1}`;
}

/** A kept sheet as a page would send it. */
function fieldsOf(answers: Answers): GivenFields {
  const values = new Map<string, readonly string[]>();
  for (const [key, answer] of Object.entries(answers)) {
    if (typeof answer === 'string') values.set(key, [answer]);
    else if (isList(answer)) values.set(key, answer);
    else for (const [id, value] of Object.entries(answer)) values.set(`${key}.${id}`, [value]);
  }
  return { all: (name) => values.get(name) ?? [] };
}

function isList(answer: Exclude<AnswerValue, string>): answer is readonly string[] {
  return Array.isArray(answer);
}

function signIn(context: Context): void {
  context.redirect(`/sign-in?${new URLSearchParams({ to: context.path }).toString()}`);
}

function refuse(context: Context, refused: SheetRefusal, isLarge: boolean): void {
  const { status, ...note } = refusalNotes[refused];
  html(context, status, renderNotePage(note, isLarge));
}

function html(context: Context, status: number, body: string): void {
  context.status = status;
  context.type = 'html';
  context.body = body;
}

function goOn(context: Context, to: string): void {
  context.status = 303;
  context.redirect(to);
}
