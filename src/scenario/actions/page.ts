/** Somebody sends a form of the own page. */
import type { PageAction } from '../action-schemas.ts';
import { type Outcome, refusedFor } from '../outcome.ts';
import { fieldsOfForm, PageBrowser } from '../page-browser.ts';
import type { Stage } from '../stage.ts';
import { userIdOf } from '../user-id.ts';

export async function sendPage(stage: Stage, action: PageAction): Promise<Outcome> {
  const { by, via, path, form, fields, untick, times } = action;
  stage.takeTurns();
  const browser = new PageBrowser();
  const { address } = stage.instance;
  const opened = await browser.open(stage.doubles[via], userIdOf(by), address, path);
  const shown = fieldsOfForm(opened.text, form);
  if (shown === undefined) return refusedFor('no_such_form');
  const seen = (shown['seen'] ?? []).filter((id) => !untick.includes(id));
  const filled = { ...shown, ...(shown['seen'] === undefined ? {} : { seen }), ...fields };
  let answer = opened;
  for (let sent = 0; sent < times; sent += 1) answer = await browser.send(`${address}${form}`, filled);
  if (answer.status >= 400) return refusedFor(`page_${answer.status}`);
  return { accepted: true, state: 'filed' };
}
