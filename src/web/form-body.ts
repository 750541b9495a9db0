/** The fields of a sent form, up to a limit. */
import type { Context } from 'koa';
import { readRawBody } from '../http/raw-body.ts';

const limitBytes = 32 * 1024;

export type FormBody = { readonly fields: URLSearchParams } | { readonly refused: 413 | 415 | 400 };

export async function readForm(context: Context): Promise<FormBody> {
  const type = context.get('Content-Type').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return { refused: 415 };
  const body = await readRawBody(context.req, limitBytes);
  if (body === 'too_large') {
    context.set('Connection', 'close');
    return { refused: 413 };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return { fields: new URLSearchParams(text) };
  } catch {
    return { refused: 400 };
  }
}
