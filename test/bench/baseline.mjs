/** What the same machine does with the same requests without us: bare, with the framework, with the platform's cipher. */
import { createServer } from 'node:http';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import Koa from 'koa';
import Router from 'koa-router';

const account = JSON.parse(process.env.ACCOUNT ?? '{}');
const parser = new XMLParser({ parseTagValue: false, processEntities: false });

const servers = {
  'node-http': () =>
    createServer((request, response) => {
      void bodyOf(request).then((body) => response.end(body));
    }),
  koa: () =>
    koaServer((context, body) => {
      context.body = body;
    }),
  'koa-crypto': () =>
    koaServer((context, body) => {
      const { timestamp, nonce, msg_signature: given } = context.query;
      const sealed = parser.parse(body).xml.Encrypt;
      if (getSignature(account.token, timestamp, nonce, sealed) !== given) context.throw(401);
      const message = parser.parse(decrypt(account.aesKey, sealed).message).xml;
      const reply = encrypt(account.aesKey, replyTo(message), account.corpId);
      const signature = getSignature(account.token, timestamp, nonce, reply);
      context.type = 'application/xml';
      context.body =
        `<xml><Encrypt><![CDATA[${reply}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
        `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
    }),
};

function koaServer(answer) {
  const router = new Router();
  router.post('/callbacks/wecom/:account', async (context) => answer(context, await bodyOf(context.req)));
  const handle = new Koa().use(router.routes()).callback();
  return createServer((request, response) => void handle(request, response));
}

function replyTo({ FromUserName, ToUserName, CreateTime, Content }) {
  return (
    `<xml><ToUserName><![CDATA[${FromUserName}]]></ToUserName><FromUserName><![CDATA[${ToUserName}]]></FromUserName>` +
    `<CreateTime>${CreateTime}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${Content}]]></Content></xml>`
  );
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const server = servers[process.argv[2]]();
server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
process.on('SIGTERM', () => process.exit(0));
