/** What an event says (pages `development-data-format-help`, `http-callback-overview`). */
import type { InboundContent } from '../../domain/message.ts';
import { readInstant, readText, readTextList, type WireObject, withUniformKeys } from './wire.ts';

export interface DingtalkEvent {
  readonly name: string;
  /** Equal for every delivery of one event. */
  readonly id: string;
  readonly corpId: string | undefined;
  readonly at: Date | undefined;
  readonly content: InboundContent;
}

/** Contacts, roles and the home-school contacts; everything else is of no use to us. */
const directoryEvent = /^(?:user|org|label|edu)_\w{1,60}$/u;
const idKeys = ['userid', 'deptid', 'classid', 'fromuserid', 'touserid', 'labelid'];
const idLimit = 1000;

export function readEvent(wire: WireObject, plainText: string): DingtalkEvent {
  const fields = withUniformKeys(wire);
  const name = (readText(fields.get('eventtype')) ?? '').slice(0, 64);
  const id = readText(fields.get('eventid')) ?? readText(fields.get('bizid')) ?? '';
  return {
    name,
    // The plain text, not the encrypted one: a redelivery may be sealed anew.
    id: id === '' ? plainText : id,
    corpId: readText(fields.get('corpid')),
    at: readInstant(fields.get('eventtime')) ?? readInstant(fields.get('timestamp')),
    content: directoryEvent.test(name)
      ? { kind: 'directory_changed', name, ids: readIds(fields) }
      : { kind: 'unknown', name },
  };
}

function readIds(fields: ReadonlyMap<string, unknown>): readonly string[] {
  const ids = idKeys.flatMap((key) => readTextList(fields.get(key)));
  return [...new Set(ids)].slice(0, idLimit);
}
