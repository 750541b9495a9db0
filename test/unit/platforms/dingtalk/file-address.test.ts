/** Only DingTalk's own hosts are asked for a file: the address comes over the network. */
import { expect, test } from 'vitest';
import { isFileAddress } from '../../../../src/platforms/dingtalk/media.ts';

const bases = ['https://api.dingtalk.com', 'https://oapi.dingtalk.com'];

test.each([
  'https://down-cdn.dingtalk.com/ddmedia/abc?sign=1',
  'https://static.dingtalk.com/media/x.jpg',
  'https://dtapp-pub.oss-cn-zhangjiakou.aliyuncs.com/x',
  'https://api.dingtalk.com/files/1',
])('%s is asked', (address) => expect(isFileAddress(address, bases)).toBe(true));

test.each([
  '',
  'x',
  'http://down-cdn.dingtalk.com/x',
  'https://dingtalk.com.evil.example/x',
  'https://evildingtalk.com/x',
  'https://down.dingtalk.com@evil.example/x',
  'https://user:pass@down.dingtalk.com/x',
  'https://down.dingtalk.com:8443/x',
  'https://127.0.0.1/x',
  'https://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'dtmd://dingtalkclient/x',
])('%s is not', (address) => expect(isFileAddress(address, bases)).toBe(false));
