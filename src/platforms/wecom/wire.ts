/** What goes to WeCom and what comes back. Callback bodies have their own reader in `wire-body.ts`. */
import { z } from 'zod';

/** doc 90236, template_card. Lengths stand in `limits.ts`. */
export interface TemplateCard {
  readonly card_type: 'text_notice' | 'button_interaction' | 'multiple_interaction';
  /** Unique per app for ever; at most 128 bytes of `[0-9A-Za-z_\-@]`. */
  readonly task_id: string;
  readonly main_title: { readonly title: string; readonly desc?: string };
  readonly sub_title_text?: string;
  readonly horizontal_content_list?: readonly CardRow[];
  readonly jump_list?: readonly { readonly type: 1; readonly title: string; readonly url: string }[];
  readonly card_action?: { readonly type: 1; readonly url: string };
  readonly button_list?: readonly CardButtonWire[];
  readonly select_list?: readonly CardSelectWire[];
  readonly submit_button?: { readonly text: string; readonly key: string };
}

export interface CardSelectWire {
  readonly question_key: string;
  readonly title: string;
  readonly option_list: readonly { readonly id: string; readonly text: string }[];
}

export interface CardRow {
  readonly keyname: string;
  readonly value: string;
}

/** Type 0 (the default) calls back with `key`, type 1 opens `url` and calls nobody. */
export type CardButtonWire =
  | { readonly text: string; readonly style: 1 | 2; readonly key: string }
  | { readonly type: 1; readonly text: string; readonly style: 2; readonly url: string };

/** doc 90236 (members), doc 92321 (school notice: text and news only of these). */
export type MessageBody =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } }
  | { readonly msgtype: 'template_card'; readonly template_card: TemplateCard }
  | { readonly msgtype: 'news'; readonly news: { readonly articles: readonly NewsArticle[] } };

export interface NewsArticle {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly picurl: string;
}

/** menu/create, doc 90231. */
type MenuLeaf = { readonly name: string } & (
  | { readonly type: 'click'; readonly key: string }
  | { readonly type: 'view'; readonly url: string }
);
export type MenuButton = MenuLeaf | { readonly name: string; readonly sub_button: readonly MenuLeaf[] };

interface DuplicateCheck {
  readonly enable_duplicate_check: 1;
  /** Seconds, at most 14400. */
  readonly duplicate_check_interval: number;
}

/** message/send, doc 90236: user ids joined by `|`. */
export type AppMessage = { readonly touser: string; readonly agentid: number } & MessageBody & DuplicateCheck;

/** externalcontact/message/send, doc 92321: parent ids in an array. */
export type SchoolNotice = {
  readonly recv_scope: 0;
  readonly to_parent_userid: readonly string[];
  readonly agentid: number;
} & MessageBody &
  DuplicateCheck;

/** Every answer; HTTP says 200 to nearly every failure, so that only this number counts. */
const answer = z.looseObject({ errcode: z.int(), errmsg: z.string().catch('') });
export type WecomAnswer = z.infer<typeof answer>;

export function readAnswer(body: unknown): WecomAnswer | undefined {
  return answer.safeParse(body).data;
}

/** gettoken, doc 91039. `expires_in` is in seconds. */
const tokenAnswer = z.looseObject({
  access_token: z.string().min(1).max(512),
  expires_in: z.number().positive(),
});

export function readToken(body: WecomAnswer): { value: string; lifetimeMs: number } | undefined {
  const { data } = tokenAnswer.safeParse(body);
  return data === undefined ? undefined : { value: data.access_token, lifetimeMs: data.expires_in * 1000 };
}

/** `a|b` in message/send, an array in school notices; empty or absent where everybody was reached. */
const idList = z
  .union([z.string().transform((joined) => joined.split('|')), z.array(z.string())])
  .catch([])
  .transform((ids) => ids.filter((id) => id !== '').map((id) => id.toLowerCase()));

const sendAnswer = z.looseObject({
  invaliduser: idList,
  unlicenseduser: idList,
  invalid_parent_userid: idList,
  invalid_external_user: idList,
  msgid: z.string().catch(''),
  response_code: z.string().catch(''),
});

/** Ids are lower-cased, as the platform does on its own. */
export function readSendAnswer(body: WecomAnswer): z.infer<typeof sendAnswer> {
  return sendAnswer.parse(body);
}

const plainId = z.string().min(1).max(128).optional().catch(undefined);
const signInAnswer = z.object({ userid: plainId, parent_userid: plainId, student_userid: plainId });

/**
 * auth/getuserinfo, doc 91023: a member, a guardian or a student of the school; nobody's id for a stranger. Older
 * answers write the keys with capitals, and shared schools put `CorpId/` before the id (wecom.md §5.7).
 */
export function readSignInAnswer(body: WecomAnswer): string | undefined {
  const lowerCase = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const { userid, parent_userid, student_userid } = signInAnswer.parse(lowerCase);
  return (userid ?? parent_userid ?? student_userid)?.split('/').at(-1);
}
