/** The headers of a robot callback, written from DingTalk's document (page `receive-message`), not from the program's code. */
import { createHmac } from 'node:crypto';

/** @param {{ clientSecret: string, at: Date }} request */
export function dingtalkHeaders({ clientSecret, at }) {
  const timestamp = String(at.getTime());
  const sign = createHmac('sha256', clientSecret).update(`${timestamp}\n${clientSecret}`).digest('base64');
  return { 'content-type': 'application/json; charset=utf-8', timestamp, sign };
}
