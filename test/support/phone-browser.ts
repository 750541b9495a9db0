/** A browser with cookies and no script, as a person's phone has one. Redirects are followed one by one. */
import type { PlatformDouble } from '../../src/sandbox/double.ts';

export interface Shown {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
}

export interface PhoneBrowser {
  /** Set-Cookie lines as they came. */
  readonly setCookies: readonly string[];
  get(url: string, options?: { readonly follow?: boolean; readonly headers?: HeadersInit }): Promise<Shown>;
  post(
    url: string,
    form: Readonly<Record<string, string | readonly string[]>> | string | Uint8Array<ArrayBuffer>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Shown>;
  /** What a download holds, asked for by a link or, with a form, by a button. */
  bytes(url: string, form?: Readonly<Record<string, string>>): Promise<Buffer>;
  /** Opens the page as from the chat of this person on this platform. */
  openAs(double: PlatformDouble, userId: string, url: string): Promise<Shown>;
}

const mostHops = 12;
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

export function aPhoneBrowser(): PhoneBrowser {
  // Ports share cookies, hosts do not; all here is one host.
  const jar = new Map<string, string>();
  const setCookies: string[] = [];

  async function once(url: string, init: RequestInit): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      setCookies.push(line);
      const [pair = ''] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }

  async function follow(url: string, init: RequestInit, hops = 0): Promise<Shown> {
    if (hops > mostHops) throw new Error('redirected in circles');
    const response = await once(url, init);
    const to = response.headers.get('location');
    if (to !== null) return follow(new URL(to, url).href, {}, hops + 1);
    return shownOf(url, response);
  }

  const browser: PhoneBrowser = {
    setCookies,
    async get(url, { follow: follows = true, headers = {} } = {}) {
      return follows ? follow(url, { headers }) : shownOf(url, await once(url, { headers }));
    },
    post: (url, form, headers = {}) =>
      follow(url, {
        method: 'POST',
        headers: { ...formType, ...headers },
        body: typeof form === 'string' || form instanceof Uint8Array ? form : encoded(form),
      }),
    async bytes(url, form) {
      const sent = form && { method: 'POST', headers: formType, body: encoded(form) };
      const response = await once(url, sent ?? {});
      return Buffer.from(await response.arrayBuffer());
    },
    async openAs(double, userId, url) {
      const path = new URL(url);
      const signIn = `${path.origin}/sign-in/${double.platform}?to=${encodeURIComponent(path.pathname)}`;
      return browser.get(double.opening(userId, signIn));
    },
  };
  return browser;
}

/** The hidden fields of the form with this action, as a browser would send them. */
export function hiddenFields(page: string, action: string): Record<string, string> {
  const [, form = ''] = page.split(`action="${action}"`);
  const [inside = ''] = form.split('</form>');
  return Object.fromEntries(
    [...inside.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
}

async function shownOf(url: string, response: Response): Promise<Shown> {
  return { status: response.status, url, text: await response.text(), headers: response.headers };
}

function encoded(form: Readonly<Record<string, string | readonly string[]>>): string {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(form)) {
    for (const value of [values].flat()) body.append(name, value);
  }
  return body.toString();
}
