/** The phone page of the sandbox: one page, two files, a small JSON interface, and the same by plain forms. */
import type { Context, Middleware } from 'koa';
import Router from 'koa-router';
import type { z } from 'zod';
import { type Acts, createActs } from './page/acts.ts';
import { type Asset, icon, type PageAssets, readPageAssets, scriptNames } from './page/assets.ts';
import { createClockMover } from './page/clock-mover.ts';
import { guardSandbox } from './page/guard.ts';
import { renderPickerPage, renderSandboxPage, renderTroublePage } from './page/page.tsx';
import { searchPeople } from './page/people-search.ts';
import { findPhone, maxPhones, phoneKey, pinnedPhones, sandboxHref } from './page/phone.ts';
import { createPushFeed } from './page/push-feed.ts';
import { SandboxRefusal } from './page/refusal.ts';
import { checkInput, readForm, readJson } from './page/request-body.ts';
import {
  chooseRequest,
  clockRequest,
  enterRequest,
  openQuery,
  pageQuery,
  pickerQuery,
  pictureRequest,
  pressRequest,
  sayRequest,
  speakRequest,
  stateQuery,
} from './page/requests.ts';
import { createViewer } from './page/view.ts';
import { type SandboxDeps, sandboxPersonKinds } from './sandbox-control.ts';

/** Create it before the program sends anything, so that no push is missed. `assets` are read on first use. */
export function createSandboxRoutes(
  deps: SandboxDeps,
  loadAssets: () => PageAssets = readPageAssets,
): Router {
  const feed = createPushFeed(deps.doubles);
  const mover = createClockMover(deps.clock);
  const viewer = createViewer(deps, feed, mover);
  const acts = createActs(deps, feed, mover);
  const assets = once(loadAssets);
  const router = new Router();

  router.use(answerRefusals(assets), guardSandbox);
  router.get('/sandbox', async (ctx) => {
    const { phone } = checkInput(pageQuery, ctx.query);
    ctx.type = 'html';
    ctx.body = renderSandboxPage(assets(), await viewer.page(phone));
  });
  router.get('/sandbox/people', async (ctx) => {
    ctx.type = 'html';
    ctx.body = await pickerPage(deps, assets(), ctx);
  });
  router.get('/sandbox/open', async (ctx) => {
    const { phone, url } = checkInput(openQuery, ctx.query);
    ctx.redirect(await openingOf(deps, phone, new URL(url)));
  });
  for (const name of scriptNames) router.get(`/sandbox/${name}`, (ctx) => serve(ctx, assets()[name]));
  router.get('/sandbox/style.css', (ctx) => serve(ctx, assets()['style.css']));
  router.get('/sandbox/icon.svg', (ctx) => serve(ctx, icon));
  router.get('/sandbox/api/state', async (ctx) => {
    const { phone, since } = checkInput(stateQuery, ctx.query);
    ctx.body = await viewer.state(phone, since);
  });
  addActs(router, acts);
  return router;
}

function addActs(router: Router, acts: Acts): void {
  const api = <T>(act: string, schema: z.ZodType<T>, run: (input: T) => Promise<string>): void => {
    router.post(`/sandbox/api/${act}`, async (ctx) => {
      ctx.body = { text: await run(checkInput(schema, await readJson(ctx))) };
    });
  };
  api('say', sayRequest, acts.say);
  api('speak', speakRequest, acts.speak);
  api('press', pressRequest, acts.press);
  api('picture', pictureRequest, acts.sendPicture);
  api('choose', chooseRequest, acts.choose);
  api('enter', enterRequest, acts.enter);
  api('clock', clockRequest, acts.moveClock);

  const form = (act: string, run: (fields: URLSearchParams) => Promise<string>): void => {
    router.post(`/sandbox/form/${act}`, async (ctx) => {
      const fields = await readForm(ctx);
      ctx.state.backHref = sandboxHref(fields.getAll('pinned'));
      await run(fields);
      ctx.status = 303;
      ctx.redirect(ctx.state.backHref);
    });
  };
  form('say', (fields) => {
    if (fields.has('picture'))
      return acts.sendPicture(checkInput(pictureRequest, { phone: fields.get('phone') }));
    const said = { phone: fields.get('phone'), text: fields.get('example') ?? fields.get('text') };
    return fields.get('way') === 'voice'
      ? acts.speak(checkInput(speakRequest, said))
      : acts.say(checkInput(sayRequest, { ...said, group: fields.get('way') === 'group' }));
  });
  form('press', (fields) =>
    acts.press(checkInput(pressRequest, { ...Object.fromEntries(fields), selections: selectionsIn(fields) })),
  );
  form('choose', (fields) => acts.choose(checkInput(chooseRequest, Object.fromEntries(fields))));
  form('enter', (fields) => acts.enter(checkInput(enterRequest, Object.fromEntries(fields))));
  form('clock', (fields) => acts.moveClock(checkInput(clockRequest, Object.fromEntries(fields))));
}

/** Fields named `select:` and the question. */
function selectionsIn(fields: URLSearchParams): Record<string, string[]> {
  const chosen = [...fields].filter(([name]) => name.startsWith('select:'));
  return Object.fromEntries(chosen.map(([name, value]) => [name.slice('select:'.length), [value]]));
}

/** The script gets the reason as JSON; a plain form gets a small page with the way back. */
function answerRefusals(assets: () => PageAssets): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      ctx.status = error.status;
      if (ctx.path.startsWith('/sandbox/form/')) {
        ctx.type = 'html';
        const { backHref } = ctx.state;
        const back = typeof backHref === 'string' ? backHref : '/sandbox';
        ctx.body = renderTroublePage(assets(), error.message, back);
      } else {
        ctx.body = { error: { text: error.message } };
      }
    }
  };
}

async function pickerPage(deps: SandboxDeps, assets: PageAssets, ctx: Context): Promise<string> {
  const { phone, slot, platform, q, kind } = checkInput(pickerQuery, ctx.query);
  const people = await deps.people();
  const pinned = pinnedPhones(people, phone).map(phoneKey);
  return renderPickerPage(assets, {
    aim: { slot: Math.min(slot, pinned.length, maxPhones - 1), pinned, platform },
    words: q,
    kind,
    kinds: sandboxPersonKinds.filter((each) => people.some((person) => person.kinds.includes(each))),
    found: searchPeople(people, { words: q, ...(kind && { kind }) }),
  });
}

/** The phone stands for the app's own browser: it names its platform, and the double knows whose phone it is. */
async function openingOf(deps: SandboxDeps, key: string, url: URL): Promise<string> {
  const phone = findPhone(await deps.people(), key);
  if (phone === undefined) throw new SandboxRefusal(404, '没有这部手机。');
  if (url.origin !== deps.ownAddress()) throw new SandboxRefusal(400, '沙盒里只能打开程序自己的页面。');
  const to = new URLSearchParams({ to: url.pathname + url.search });
  const signIn = `${url.origin}/sign-in/${phone.platform}?${to.toString()}`;
  return deps.doubles[phone.platform].opening(phone.userId, signIn);
}

function serve(ctx: Context, asset: Asset): void {
  ctx.status = 200;
  ctx.set('ETag', `"${asset.version}"`);
  const isVersioned = ctx.query.v === asset.version;
  ctx.set('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.set('Content-Type', asset.type);
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = asset.content;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
