/** What a robot message says (page `receive-message`, table of message types). */
import type { InboundContent } from '../../domain/message.ts';
import { type RobotMessageWire, readText, richTextWire } from './wire.ts';

/** Page `dingtalk-application-development-platform-billing-model`: the month's quota is used up. */
const quotaExhausted = '20001';

export function readRobotContent(wire: RobotMessageWire): InboundContent {
  if (wire.errorCode === quotaExhausted || wire.errCode === quotaExhausted)
    return { kind: 'quota_exhausted' };
  const type = (wire.msgtype ?? '').slice(0, 64);
  switch (type) {
    case 'text':
      // In groups the mention is cut out and the blank behind it stays.
      return { kind: 'text', text: (readText(wire.text['content']) ?? '').trim() };
    case 'audio':
      return readVoice(wire.content);
    case 'picture':
      return readPicture(wire.content);
    case 'richText':
      return readRichText(wire.content['richText']);
    default:
      return { kind: 'unknown', name: type };
  }
}

function readVoice(content: RobotMessageWire['content']): InboundContent {
  const recognisedText = (readText(content['recognition']) ?? '').trim();
  return {
    kind: 'voice',
    mediaId: readText(content['downloadCode']) ?? '',
    ...(recognisedText === '' ? {} : { recognisedText }),
  };
}

function readPicture(content: RobotMessageWire['content']): InboundContent {
  const mediaId = readText(content['downloadCode']) ?? readText(content['pictureDownloadCode']);
  return mediaId === undefined ? { kind: 'unknown', name: 'picture' } : { kind: 'image', mediaId };
}

/** Pieces of one sentence follow each other; a picture between them ends the line. */
function readRichText(value: unknown): InboundContent {
  const pieces = richTextWire.parse(value);
  const text = pieces
    .map((piece) => (piece.type === 'picture' ? '\n' : (piece.text ?? '')))
    .join('')
    .trim();
  const pictureIds = pieces.flatMap((piece) =>
    piece.type === 'picture' && piece.downloadCode !== undefined ? [piece.downloadCode] : [],
  );
  if (text !== '') return { kind: 'text', text, ...(pictureIds.length === 0 ? {} : { pictureIds }) };
  const [mediaId] = pictureIds;
  return mediaId === undefined ? { kind: 'unknown', name: 'richText' } : { kind: 'image', mediaId };
}
