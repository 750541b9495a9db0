/** A person's browser without script: it opens a page from the phone, fills in one of its forms, and sends it. */
import type { PlatformDouble } from '../sandbox/double.ts';

export interface OpenedPage {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

export type FormFields = Readonly<Record<string, readonly string[]>>;

const mostHops = 12;

export class PageBrowser {
  readonly #cookies = new Map<string, string>();

  /** As from a link in the chat: the platform signs the person in. */
  open(double: PlatformDouble, userId: string, address: string, path: string): Promise<OpenedPage> {
    const signIn = `${address}/sign-in/${double.platform}?${new URLSearchParams({ to: path }).toString()}`;
    return this.#follow(double.opening(userId, signIn), {});
  }

  send(url: string, fields: FormFields): Promise<OpenedPage> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields)) for (const value of values) body.append(name, value);
    return this.#follow(url, { method: 'POST', body });
  }

  async #follow(url: string, init: RequestInit, hops = 0): Promise<OpenedPage> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const to = response.headers.get('location');
    if (to !== null && hops < mostHops) return this.#follow(new URL(to, url).href, {}, hops + 1);
    return { status: response.status, url, text: await response.text() };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** What the form would send as it stands; undefined where the page has no such form. */
export function fieldsOfForm(page: string, action: string): FormFields | undefined {
  const [, after] = page.split(` action="${action}"`);
  const form = after?.split('</form>')[0];
  if (form === undefined) return undefined;
  const fields: Record<string, string[]> = {};
  for (const [, inside = ''] of form.matchAll(/<input ([^>]*)>/g)) {
    const [name, value, type] = ['name', 'value', 'type'].map((key) => attribute(inside, key));
    const isChosen = !/^(?:checkbox|radio)$/.test(type ?? '') || / checked/.test(inside);
    if (name !== undefined && isChosen) fields[name] = [...(fields[name] ?? []), value ?? ''];
  }
  return fields;
}

function attribute(inside: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(inside)?.[1];
}
