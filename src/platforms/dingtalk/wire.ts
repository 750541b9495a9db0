/**
 * What DingTalk puts on the wire, and readers for it. The vendor's own samples write numbers and booleans as
 * strings and leave a TAB in a key, so everything optional is read leniently and falls back to "absent".
 */
import { z } from 'zod';

export type WireObject = Readonly<Record<string, unknown>>;

/** Without NUL (PostgreSQL refuses it) and without half a surrogate pair (`encodeURIComponent` throws on it). */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A JSON object with trimmed keys, or `undefined` for anything else. */
export function readJsonObject(source: string | Buffer): WireObject | undefined {
  try {
    const text =
      typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): WireObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key.trim(), field]));
}

/** Events spell one key three ways (`deptId`, `dept_id`, `DeptId`): all become `deptid`. The first one wins. */
export function withUniformKeys(object: WireObject): ReadonlyMap<string, unknown> {
  const uniform = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    const name = key.toLowerCase().replaceAll('_', '');
    if (!uniform.has(name)) uniform.set(name, value);
  }
  return uniform;
}

const text = z.union([z.string(), z.number()]).transform((value) => cleanText(String(value)));
const optionalText = text.optional().catch(undefined);
const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .trim()
    .regex(/^-?\d{1,15}$/u)
    .transform(Number),
]);
const optionalNumber = wholeNumber.optional().catch(undefined);
/** Absent, null, one value or many: always a list. */
const textList = z
  .union([z.array(optionalText), text.transform((one) => [one])])
  .catch([])
  .transform((list) => list.flatMap((one) => (one === undefined || one === '' ? [] : [one])));
/** Some variants of the page show `content` as JSON text instead of an object. */
const contentObject = z
  .union([z.looseObject({}), z.string().transform((json) => readJsonObject(json) ?? {})])
  .optional()
  .catch(undefined)
  .transform((content) => content ?? {});

export function readText(value: unknown): string | undefined {
  return optionalText.parse(value);
}

export function readTextList(value: unknown): readonly string[] {
  return textList.parse(value);
}

/** Milliseconds since 1970 as number or digits; absent outside 2001–2100, so that every result is a real date. */
export function readInstant(value: unknown): Date | undefined {
  const ms = optionalNumber.parse(value);
  return ms === undefined || ms < 1e12 || ms > 4.1e12 ? undefined : new Date(ms);
}

/** Page `receive-message`. `createAt` and `sessionWebhookExpiredTime` are milliseconds. */
export const robotMessageWire = z.object({
  msgId: text.pipe(z.string().min(1)),
  msgtype: optionalText,
  createAt: z.unknown().optional(),
  conversationType: optionalText,
  senderStaffId: optionalText,
  chatbotCorpId: optionalText,
  robotCode: optionalText,
  /** As it came: an address is checked, never mended. */
  sessionWebhook: z.string().optional().catch(undefined),
  sessionWebhookExpiredTime: z.unknown().optional(),
  text: contentObject,
  content: contentObject,
  errorCode: optionalText,
  /** Spelling of Stream mode. */
  errCode: optionalText,
});
export type RobotMessageWire = z.output<typeof robotMessageWire>;

/** One piece of `content.richText`; a picture has `type: "picture"` and a code, an @ has `type: "at"`. */
export const richTextWire = z
  .array(z.object({ text: optionalText, type: optionalText, downloadCode: optionalText }))
  .catch([]);

/** Page `callback-event-message-body-encryption-and-decryption`. */
export const encryptedEventWire = z.object({ encrypt: z.string() });

/** Page `obtain-the-access-token-of-an-internal-app`. `expireIn` is in seconds. */
export const tokenAnswerWire = z.object({
  accessToken: z.string().min(1),
  expireIn: wholeNumber.catch(7200),
});

/** Page `chatbots-send-one-on-one-chat-messages-in-batches`. */
export const batchSendAnswerWire = z.object({
  processQueryKey: optionalText,
  invalidStaffIdList: textList,
  flowControlledStaffIdList: textList,
});

/** Page `download-the-file-content-of-the-robot-receiving-message`. */
export const downloadAnswerWire = z.object({ downloadUrl: z.string().catch('') });

/** Page `asynchronous-sending-of-enterprise-session-messages`. */
export const workNoticeAnswerWire = z.object({ task_id: optionalText });

/** Page `obtain-the-sending-progress-of-asynchronous-sending-of-enterprise-session`: 0 waiting, 1 running, 2 done. */
export const sendProgressWire = z.object({
  progress: z.object({ status: optionalNumber }).catch({ status: 0 }),
});

/** Page `gets-the-result-of-sending-messages-asynchronously-to-the-enterprise`. */
export const sendResultWire = z.object({
  send_result: z.object({
    invalid_user_id_list: textList,
    forbidden_user_id_list: textList,
    failed_user_id_list: textList,
    read_user_id_list: textList,
    unread_user_id_list: textList,
    forbidden_list: z
      .array(z.object({ code: text, userid: optionalText }))
      .optional()
      .catch([])
      .transform((list) => list ?? []),
  }),
});

/** Page `server-api-error-codes-1`, both generations in one: `code` of the new one, `errcode` of the old one. */
export const failureWire = z.object({
  code: optionalText,
  errcode: optionalText,
  errmsg: optionalText,
  sub_code: optionalText,
  message: optionalText,
  accessdenieddetail: z.object({ requiredScopes: textList }).optional().catch(undefined),
  /** The gateway's own refusal of an address that calls too often. */
  punish: optionalText,
});

/** Pages `obtain-user-token`, `dingtalk-retrieve-user-information`, `query-a-user-by-the-union-id`. */
const id = z.string().min(1).max(256);
export const userTokenWire = z.looseObject({ accessToken: z.string().min(1).max(2048) });
export const unionIdWire = z.looseObject({ unionId: id });
export const userIdWire = z.looseObject({ result: z.looseObject({ userid: id }) });
