/** Which kind of message a call becomes: template card, markdown, text, or news. */
import { createHash } from 'node:crypto';
import type { FilledCard } from '../../domain/message.ts';
import type { OutboundCall } from '../contract.ts';
import { type CardLink, layoutMarkdown, layoutNews, layoutText } from './layout.ts';
import type { WecomLimits } from './limits.ts';
import { layoutTemplateCard } from './template-card.ts';
import type { MessageBody } from './wire.ts';

/** Cards are not shown in the WeChat plugin, nor is markdown: a school whose staff read there asks for `text`. */
export type AppStyle = 'template_card' | 'markdown' | 'text';

export function appBody(call: OutboundCall, style: AppStyle, limits: WecomLimits): MessageBody {
  if (style === 'markdown') {
    const content = layoutMarkdown(call.card, withRoomForMark(limits)) + messageMark(call.messageId);
    return { msgtype: 'markdown', markdown: { content } };
  }
  const card =
    style === 'template_card' && call.card.form === 'card'
      ? layoutTemplateCard(call.card, call.messageId, limits)
      : undefined;
  return card === undefined
    ? textBody(call.card, call.messageId, limits)
    : { msgtype: 'template_card', template_card: card };
}

/** Parents get neither cards nor markdown: an article with our page behind it, or text. */
export function noticeBody(call: OutboundCall, limits: WecomLimits): MessageBody {
  const link = noticeLink(call);
  const article = link === undefined ? undefined : layoutNews(call.card, link, limits);
  if (article !== undefined) return { msgtype: 'news', news: { articles: [article] } };
  const card = link === undefined ? call.card : { ...call.card, link };
  return textBody(card, call.messageId, limits);
}

function noticeLink({ card, linkUrl }: OutboundCall): CardLink | undefined {
  return linkUrl === undefined ? card.link : { text: card.link?.text ?? '点击查看', url: linkUrl };
}

function textBody(card: FilledCard, messageId: string, limits: WecomLimits): MessageBody {
  const content = layoutText(card, withRoomForMark(limits)) + messageMark(messageId);
  return { msgtype: 'text', text: { content } };
}

const markSpaces = [' ', '\u00A0', '\u2002', '\u2003'];
const markBytes = 4 * 3;

function withRoomForMark(limits: WecomLimits): WecomLimits {
  return { ...limits, textBytes: limits.textBytes - markBytes };
}

/**
 * White space at the end that differs from message to message. WeCom's duplicate check compares receivers and content
 * only, so that two messages of the same words within half an hour would be taken for a repeat, and the second lost.
 */
function messageMark(messageId: string): string {
  const digest = createHash('sha256').update(messageId).digest();
  return [...digest.subarray(0, 4)].map((byte) => markSpaces[byte % markSpaces.length]).join('');
}
