/**
 * What WeCom does before it posts a callback and after it gets the answer, written from its document
 * (developer.work.weixin.qq.com/document/path/90968) with nothing of the program's own code: each proves the other.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const blockBytes = 32;
const byCodeUnit = (left, right) => (left < right ? -1 : 1);

/** @param {{ token: string, aesKey: string, corpId: string }} account */
export function createWecomSigner(account) {
  const key = Buffer.from(`${account.aesKey}=`, 'base64');
  const iv = key.subarray(0, 16);
  const sign = (timestamp, nonce, cipher) =>
    createHash('sha1')
      .update([account.token, timestamp, nonce, cipher].sort(byCodeUnit).join(''))
      .digest('hex');

  function encrypt(text) {
    const body = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const plain = Buffer.concat([randomBytes(16), length, body, Buffer.from(account.corpId)]);
    const pad = blockBytes - (plain.length % blockBytes);
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    return Buffer.concat([
      cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])),
      cipher.final(),
    ]).toString('base64');
  }

  function decrypt(text) {
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(text, 'base64'), decipher.final()]);
    const length = plain.readUInt32BE(16);
    const owner = plain.subarray(20 + length, plain.length - (plain.at(-1) ?? 0)).toString();
    if (owner !== account.corpId) throw new Error('the answer is for somebody else');
    return plain.subarray(20, 20 + length).toString();
  }

  return {
    /** One text message as a request: a path's query and a body. */
    textMessage({ from, text, msgId, at, signedAt = at, agentId }) {
      const createTime = String(Math.floor(at.getTime() / 1000));
      const timestamp = String(Math.floor(signedAt.getTime() / 1000));
      const inner = [
        `<xml><ToUserName><![CDATA[${account.corpId}]]></ToUserName>`,
        `<FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${createTime}</CreateTime>`,
        `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content>`,
        `<MsgId>${msgId}</MsgId><AgentID>${agentId}</AgentID></xml>`,
      ].join('');
      const cipher = encrypt(inner);
      const nonce = randomBytes(6).toString('hex');
      const query = new URLSearchParams({
        msg_signature: sign(timestamp, nonce, cipher),
        timestamp,
        nonce,
      });
      const body =
        `<xml><ToUserName><![CDATA[${account.corpId}]]></ToUserName>` +
        `<AgentID>${agentId}</AgentID><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`;
      return { query: query.toString(), body };
    },

    /** The words of an encrypted passive reply; throws where the platform would ignore it. */
    openReply(answer) {
      const cipher = field(answer, 'Encrypt');
      const signature = field(answer, 'MsgSignature');
      const timestamp = field(answer, 'TimeStamp');
      if (signature !== sign(timestamp, field(answer, 'Nonce'), cipher))
        throw new Error('the signature of the answer is wrong');
      const inner = decrypt(cipher);
      return { to: field(inner, 'ToUserName'), text: field(inner, 'Content') };
    },
  };
}

function field(xml, name) {
  const match = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml);
  if (match === null) throw new Error(`the answer has no ${name}`);
  return match[1] ?? match[2] ?? '';
}
