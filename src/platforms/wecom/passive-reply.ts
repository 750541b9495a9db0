/** What goes back in the answer to a callback, before and after encryption (doc 90241). */
import type { WireAnswer } from '../contract.ts';
import type { SignedCipher } from './envelope.ts';

export type BodyForm = 'xml' | 'json';

export interface ReplyHead {
  readonly toUserId: string;
  readonly fromCorpId: string;
  /** Seconds. */
  readonly createTime: string;
}

/** `buttonLabel` only as the answer to a pressed button: MsgType `update_button` (doc 90241). */
export type PassiveContent = { readonly text: string } | { readonly buttonLabel: string };

export function passiveReply(form: BodyForm, head: ReplyHead, content: PassiveContent): string {
  return form === 'json' ? jsonReply(head, content) : xmlReply(head, content);
}

function jsonReply(head: ReplyHead, content: PassiveContent): string {
  return JSON.stringify({
    ToUserName: head.toUserId,
    FromUserName: head.fromCorpId,
    CreateTime: Number(head.createTime),
    ...('text' in content
      ? { MsgType: 'text', Content: content.text }
      : { MsgType: 'update_button', Button: { ReplaceName: content.buttonLabel } }),
  });
}

function xmlReply(head: ReplyHead, content: PassiveContent): string {
  const kind = 'text' in content ? 'text' : 'update_button';
  return [
    '<xml>',
    `<ToUserName>${cdata(head.toUserId)}</ToUserName>`,
    `<FromUserName>${cdata(head.fromCorpId)}</FromUserName>`,
    `<CreateTime>${head.createTime}</CreateTime>`,
    `<MsgType>${cdata(kind)}</MsgType>`,
    'text' in content
      ? `<Content>${cdata(content.text)}</Content>`
      : `<Button><ReplaceName>${cdata(content.buttonLabel)}</ReplaceName></Button>`,
    '</xml>',
  ].join('');
}

/** The names of the JSON form are those of the official JSON sample; a switch to it is not documented. */
export function sealedAnswer(form: BodyForm, sealed: SignedCipher): WireAnswer {
  if (form === 'json') {
    return {
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify({
        encrypt: sealed.cipher,
        msgsignature: sealed.signature,
        timestamp: sealed.timestamp,
        nonce: sealed.nonce,
      }),
    };
  }
  return {
    status: 200,
    contentType: 'application/xml; charset=utf-8',
    body: [
      '<xml>',
      `<Encrypt>${cdata(sealed.cipher)}</Encrypt>`,
      `<MsgSignature>${cdata(sealed.signature)}</MsgSignature>`,
      `<TimeStamp>${sealed.timestamp}</TimeStamp>`,
      `<Nonce>${cdata(sealed.nonce)}</Nonce>`,
      '</xml>',
    ].join(''),
  };
}

/** A text may hold `]]>`, which would end the section: it is split over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
