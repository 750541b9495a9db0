import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { z } from 'zod';
import { SandboxRefusal } from './refusal.ts';

const limitBytes = 64 * 1024;

export async function readJson(ctx: Context): Promise<unknown> {
  expectType(ctx, 'application/json');
  const text = await readText(ctx.req);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SandboxRefusal(400, '请求看不懂，请刷新页面再试。', { cause });
  }
}

export async function readForm(ctx: Context): Promise<URLSearchParams> {
  expectType(ctx, 'application/x-www-form-urlencoded');
  return new URLSearchParams(await readText(ctx.req));
}

/** Says the first fault that has words for people; any other fault means the page and the program do not fit. */
export function checkInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const kind = messagesOf(result.error.issues).find((message) => /[。？！]$/.test(message));
  throw new SandboxRefusal(400, kind ?? '请求看不懂，请刷新页面再试。', { cause: result.error });
}

function messagesOf(issues: readonly z.core.$ZodIssue[]): readonly string[] {
  return issues.flatMap((issue) =>
    issue.code === 'invalid_union' ? issue.errors.flatMap(messagesOf) : issue.message,
  );
}

function expectType(ctx: Context, type: string): void {
  const found = ctx.get('Content-Type').split(';')[0]?.trim().toLowerCase();
  if (found !== type) throw new SandboxRefusal(415, '请求的格式不对，请刷新页面再试。');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limitBytes) throw new SandboxRefusal(413, '内容太长了，请短一点。');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
