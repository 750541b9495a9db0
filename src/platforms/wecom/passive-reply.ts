/** What goes back in the answer to a callback, before and after encryption (doc 90241). */
import type { WireAnswer } from '../contract.ts';
import type { SignedCipher } from './envelope.ts';

export type BodyForm = 'xml' | 'json';

export interface TextReply {
  readonly toUserId: string;
  readonly fromCorpId: string;
  /** Seconds. */
  readonly createTime: string;
  readonly text: string;
}

export function textReply(form: BodyForm, reply: TextReply): string {
  if (form === 'json') {
    return JSON.stringify({
      ToUserName: reply.toUserId,
      FromUserName: reply.fromCorpId,
      CreateTime: Number(reply.createTime),
      MsgType: 'text',
      Content: reply.text,
    });
  }
  return [
    '<xml>',
    `<ToUserName>${cdata(reply.toUserId)}</ToUserName>`,
    `<FromUserName>${cdata(reply.fromCorpId)}</FromUserName>`,
    `<CreateTime>${reply.createTime}</CreateTime>`,
    `<MsgType>${cdata('text')}</MsgType>`,
    `<Content>${cdata(reply.text)}</Content>`,
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
