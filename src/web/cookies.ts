/** The pages' two cookies. Behind https, and on this machine, their names forbid any other host or path to set them. */
import type { Context } from 'koa';

export type CookieName = 'session' | 'sign_in';

export interface Cookies {
  read(context: Context, name: CookieName): string | undefined;
  write(context: Context, name: CookieName, value: string, maxAgeSeconds: number): void;
  clear(context: Context, name: CookieName): void;
}

export function createCookies(publicUrl: () => string | undefined): Cookies {
  const isSecure = (): boolean => isSecureOrigin(publicUrl());
  const fullName = (name: CookieName): string => `${isSecure() ? '__Host-' : ''}daoshi_${name}`;
  function write(context: Context, name: CookieName, value: string, maxAgeSeconds: number): void {
    const secure = isSecure() ? '; Secure' : '';
    const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
    context.append('Set-Cookie', `${fullName(name)}=${value}; ${attributes}`);
  }
  return {
    read(context, name) {
      const wanted = `${fullName(name)}=`;
      const found = context
        .get('Cookie')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(wanted));
      // Two of one name: somebody else has set one, and there is no telling which.
      return found.length === 1 ? found[0]?.slice(wanted.length) : undefined;
    },
    write,
    clear: (context, name) => write(context, name, '', 0),
  };
}

/** Where browsers keep `Secure` cookies: https, and plain http of this machine. */
function isSecureOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
