import { z } from 'zod';
import { platforms } from '../../domain/vocabulary.ts';
import { sandboxPersonKinds } from '../sandbox-control.ts';
import { readFieldText } from './time-text.ts';

const phone = z.string().min(1).max(200);
const text = z.string().trim().min(1, '请先写一句话。').max(2000, '一句话最多 2000 个字，请短一点。');

export const sayRequest = z.object({ phone, text, group: z.boolean().default(false) });
export type SayRequest = z.output<typeof sayRequest>;

export const speakRequest = z.object({ phone, text });
export type SpeakRequest = z.output<typeof speakRequest>;

export const pictureRequest = z.object({ phone });
export type PictureRequest = z.output<typeof pictureRequest>;

/** An entry of the app's menu. */
export const chooseRequest = z.object({ phone, key: z.string().min(1).max(128) });
export type ChooseRequest = z.output<typeof chooseRequest>;

export const pressRequest = z.object({
  phone,
  number: z.coerce.number().int().positive(),
  key: z.string().min(1).max(2048),
  selections: z.record(z.string().max(200), z.array(z.string().max(200)).max(50)).optional(),
});
export type PressRequest = z.output<typeof pressRequest>;

export const enterRequest = z.object({ phone });
export type EnterRequest = z.output<typeof enterRequest>;

const at = z.string().transform((text, ctx) => {
  const moment = readFieldText(text);
  if (moment) return moment;
  ctx.addIssue({ code: 'custom', message: '请选一个日期和时刻。' });
  return z.NEVER;
});

/** Either a jump or a moment, written as wall time in Asia/Shanghai. */
export const clockRequest = z.union([
  z.object({ to: z.enum(['hour', 'morning', 'next']) }),
  z.object({ at }),
]);
export type ClockRequest = z.output<typeof clockRequest>;

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** Addresses are typed by hand: what is not understood counts as not given. */
export const stateQuery = z.object({ phone: many, since: z.coerce.number().int().catch(-1) });

export const pageQuery = z.object({ phone: many });

export const pickerQuery = z.object({
  phone: many,
  slot: z.coerce.number().int().min(0).max(10).catch(0),
  platform: z.enum(platforms).catch('wecom'),
  q: z.string().trim().max(100).catch(''),
  kind: z.enum(sandboxPersonKinds).optional().catch(undefined),
});

export const openQuery = z.object({ phone, url: z.url('这个地址打不开。') });
