/** One decrypted body to one InboundMessage (messages: doc 90239; events: doc 90240; school directory: doc 92032). */
import { createHash } from 'node:crypto';
import type { InboundContent, InboundMessage } from '../../domain/message.ts';
import { children, childText, type WireNode } from './wire-body.ts';

/** `undefined` where a field that every genuine body has is missing. */
export function readInbound(root: WireNode, accountKey: string): InboundMessage | undefined {
  const createTime = childText(root, 'CreateTime');
  if (childText(root, 'MsgType') === '' || !/^\d{1,11}$/.test(createTime)) return undefined;
  return {
    platform: 'wecom',
    accountKey,
    dedupeKey: dedupeKey(root),
    senderId: childText(root, 'FromUserName'),
    sentAt: new Date(Number(createTime) * 1000),
    chat: 'private',
    content: readContent(root),
  };
}

/**
 * What may be answered with a text in the same response (doc 90241). A pressed card button takes only a change of the
 * card itself (doc 90240).
 */
export function canAnswerWithText(root: WireNode): boolean {
  if (childText(root, 'FromUserName') === '') return false;
  if (childText(root, 'MsgType') !== 'event') return true;
  return eventsAnsweredWithText.has(childText(root, 'Event'));
}

/** Grey words instead of the buttons of the pressed card (doc 90240). */
export function canAnswerWithLabel(root: WireNode): boolean {
  return childText(root, 'FromUserName') !== '' && childText(root, 'Event') === 'template_card_event';
}

const eventsAnsweredWithText: ReadonlySet<string> = new Set([
  'subscribe',
  'enter_agent',
  'LOCATION',
  'click',
  'view',
  'view_miniprogram',
  'scancode_waitmsg',
  'template_card_menu_event',
]);

/** Events carry no MsgId, and two presses within one second share sender and CreateTime: hence the longer list. */
function dedupeKey(root: WireNode): string {
  const messageId = childText(root, 'MsgId');
  if (/^[0-9A-Za-z_-]{1,64}$/.test(messageId)) return `m:${messageId}`;
  const parts = eventIdentity.map((name) => childText(root, name));
  return `e:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

const eventIdentity =
  'ToUserName AgentID FromUserName CreateTime Event EventKey ChangeType MsgId Id UserID TagId TaskId ResponseCode JobId'.split(
    ' ',
  );

function readContent(root: WireNode): InboundContent {
  const text = (name: string) => childText(root, name);
  const type = text('MsgType');
  switch (type) {
    case 'text':
      return { kind: 'text', text: text('Content') };
    case 'voice':
      return { kind: 'voice', mediaId: text('MediaId') };
    case 'image':
      return { kind: 'image', mediaId: text('MediaId') };
    case 'location':
      return readLocation(text('Location_X'), text('Location_Y'), text('Label'));
    case 'link':
      return { kind: 'link', title: text('Title'), url: text('Url') };
    case 'event':
      return readEvent(root);
    default:
      return { kind: 'unknown', name: type };
  }
}

/** `Location_X` is the latitude. */
function readLocation(x: string, y: string, label: string): InboundContent {
  const latitude = readNumber(x, 90);
  const longitude = readNumber(y, 180);
  if (latitude === undefined || longitude === undefined) return { kind: 'unknown', name: 'location' };
  return { kind: 'location', latitude, longitude, label };
}

function readNumber(text: string, most: number): number | undefined {
  const value = /^-?\d{1,3}(?:\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= most ? value : undefined;
}

function readEvent(root: WireNode): InboundContent {
  const event = childText(root, 'Event');
  switch (event) {
    case 'enter_agent':
      return { kind: 'entered' };
    case 'subscribe':
      return { kind: 'subscribed' };
    case 'unsubscribe':
      return { kind: 'unsubscribed' };
    case 'click':
    case 'view':
      return { kind: 'menu', key: childText(root, 'EventKey') };
    case 'template_card_event':
    case 'template_card_menu_event':
      return readPress(root);
    case 'change_contact':
    case 'change_school_contact':
      return readDirectoryChange(root, event);
    default:
      return { kind: 'unknown', name: event };
  }
}

function readPress(root: WireNode): InboundContent {
  const responseCode = childText(root, 'ResponseCode');
  return {
    kind: 'button',
    key: childText(root, 'EventKey'),
    taskId: childText(root, 'TaskId'),
    selections: readSelections(root),
    ...(responseCode === '' ? {} : { responseCode }),
  };
}

function readSelections(root: WireNode): Readonly<Record<string, readonly string[]>> {
  const wrappers = children(root, 'SelectedItems');
  // In JSON the wrapper may be the list itself.
  const items = wrappers.flatMap((wrapper) => {
    const inner = children(wrapper, 'SelectedItem');
    return inner.length > 0 ? inner : [wrapper];
  });
  const answered = items.map((item): [string, string[]] => [childText(item, 'QuestionKey'), optionIds(item)]);
  return Object.fromEntries(answered.filter(([question]) => question !== ''));
}

/** Older copies of doc 90240 print `OpitonIds` and `OpitonId`; either may come, at either level. */
function optionIds(item: WireNode): string[] {
  const lists = [...children(item, 'OptionIds'), ...children(item, 'OpitonIds')];
  return lists.flatMap((list) => {
    const ids = [...children(list, 'OptionId'), ...children(list, 'OpitonId')].map(({ text }) => text);
    return ids.length === 0 && list.text !== '' ? [list.text] : ids;
  });
}

/** Named `<event>.<change type>`, for instance `change_school_contact.create_student`. */
function readDirectoryChange(root: WireNode, event: string): InboundContent {
  // The samples of doc 92032 print `create_deparmtment`, its tables `create_department`.
  const change = childText(root, 'ChangeType').replace('deparmtment', 'department');
  const ids = ['Id', 'UserID', 'NewUserID', 'TagId'].map((name) => childText(root, name));
  return { kind: 'directory_changed', name: `${event}.${change}`, ids: ids.filter((id) => id !== '') };
}
