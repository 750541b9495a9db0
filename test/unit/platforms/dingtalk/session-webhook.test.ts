import { describe, expect, test } from 'vitest';
import { createDingtalkRobotCallback } from '../../../../src/platforms/dingtalk/callback.ts';
import { isSessionWebhook } from '../../../../src/platforms/dingtalk/session-webhook.ts';
import { anAccount, aRobotRequest, fixture, messageOf } from './dingtalk-requests.ts';
import { sessionWebhookTricks } from './session-webhook-tricks.ts';

const bases = [anAccount.apiBase, anAccount.oapiBase];
const decoder = createDingtalkRobotCallback(anAccount);

describe.each(sessionWebhookTricks)('%j', (address) => {
  test('is not on the allow-list', () => {
    expect(isSessionWebhook(address, bases)).toBe(false);
  });

  test('never leaves the decoder', () => {
    const body = Object.assign({}, fixture('robot-text-private'), { sessionWebhook: address });
    expect(messageOf(decoder.decode(aRobotRequest(body)))).not.toHaveProperty('replyAddress');
  });
});

test.each([
  'https://oapi.dingtalk.com/robot/sendBySession?session=76da36b48f59e8',
  'https://api.dingtalk.com/robot/sendBySession?session=a%2Bb%3D',
])('%s is allowed', (address) => {
  expect(isSessionWebhook(address, bases)).toBe(true);
});

test('a base with a port and a slash at its end allows exactly that port', () => {
  const local = ['http://127.0.0.1:4711/'];
  expect(isSessionWebhook('http://127.0.0.1:4711/robot/sendBySession?session=x', local)).toBe(true);
  expect(isSessionWebhook('http://127.0.0.1:4712/robot/sendBySession?session=x', local)).toBe(false);
  expect(isSessionWebhook('https://127.0.0.1:4711/robot/sendBySession?session=x', local)).toBe(false);
});
