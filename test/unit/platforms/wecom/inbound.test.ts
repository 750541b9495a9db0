import { describe, expect, test } from 'vitest';
import { aBody, aCallback, decode, decodeInner } from './signed-request.ts';
import { callbackVectors } from './vectors.ts';

const contentOf = (fields: string) => decodeInner(aBody(fields)).message.content;
const event = (name: string, rest = '') =>
  `<MsgType>event</MsgType><Event><![CDATA[${name}]]></Event>${rest}`;

describe('messages', () => {
  test.each([
    [
      '<MsgType>text</MsgType><Content>a &lt;b&gt; &amp;amp; &quot;c&quot; &apos;d&apos; &#20013;&#x6587;</Content>',
      { kind: 'text', text: `a <b> &amp; "c" 'd' 中文` },
    ],
    [
      '<MsgType>text</MsgType><Content><![CDATA[ &lt; &#20013; ]]></Content>',
      { kind: 'text', text: ' &lt; &#20013; ' },
    ],
    [
      '<MsgType>text</MsgType><Content>\n<![CDATA[a]]]]><![CDATA[>b]]>\n</Content>',
      { kind: 'text', text: 'a]]>b' },
    ],
    [
      '<MsgType>text</MsgType><Content>&#0;&#xD800;&#x110000;&nbsp;</Content>',
      { kind: 'text', text: '&#0;&#xD800;&#x110000;&nbsp;' },
    ],
    ['<MsgType>text</MsgType><Content>00123</Content>', { kind: 'text', text: '00123' }],
    ['<MsgType>text</MsgType><Content>1e5</Content>', { kind: 'text', text: '1e5' }],
    ['<MsgType>text</MsgType>', { kind: 'text', text: '' }],
    ['<MsgType>voice</MsgType><MediaId>m1</MediaId><Format>amr</Format>', { kind: 'voice', mediaId: 'm1' }],
    [
      '<MsgType>image</MsgType><PicUrl>http://x</PicUrl><MediaId>m2</MediaId>',
      { kind: 'image', mediaId: 'm2' },
    ],
    ['<MsgType>video</MsgType><MediaId>m3</MediaId>', { kind: 'unknown', name: 'video' }],
    [
      '<MsgType>location</MsgType><Location_X>23.134</Location_X><Location_Y>-113.358</Location_Y><Label>校门</Label>',
      { kind: 'location', latitude: 23.134, longitude: -113.358, label: '校门' },
    ],
    [
      '<MsgType>location</MsgType><Location_X>91</Location_X><Location_Y>1</Location_Y>',
      { kind: 'unknown', name: 'location' },
    ],
    [
      '<MsgType>location</MsgType><Location_X>NaN</Location_X><Location_Y>1</Location_Y>',
      { kind: 'unknown', name: 'location' },
    ],
    [
      '<MsgType>link</MsgType><Title>t</Title><Url><![CDATA[https://x?a=1&b=2]]></Url>',
      { kind: 'link', title: 't', url: 'https://x?a=1&b=2' },
    ],
    ['<MsgType>file</MsgType>', { kind: 'unknown', name: 'file' }],
  ])('%s', (fields, content) => {
    expect(contentOf(fields)).toEqual(content);
  });
});

describe('events', () => {
  test.each([
    [event('enter_agent'), { kind: 'entered' }],
    [event('subscribe'), { kind: 'subscribed' }],
    [event('unsubscribe'), { kind: 'unsubscribed' }],
    [event('click', '<EventKey>today</EventKey>'), { kind: 'menu', key: 'today' }],
    [event('view', '<EventKey><![CDATA[https://x]]></EventKey>'), { kind: 'menu', key: 'https://x' }],
    [event('LOCATION', '<Latitude>1</Latitude>'), { kind: 'unknown', name: 'LOCATION' }],
    [
      event(
        'template_card_event',
        '<EventKey>undo</EventKey><TaskId>t1</TaskId><ResponseCode>r1</ResponseCode>',
      ),
      { kind: 'button', key: 'undo', taskId: 't1', selections: {}, responseCode: 'r1' },
    ],
    [
      event('template_card_menu_event', '<EventKey>mute</EventKey><TaskId>t1</TaskId>'),
      { kind: 'button', key: 'mute', taskId: 't1', selections: {} },
    ],
    [
      event(
        'change_contact',
        '<ChangeType>update_user</ChangeType><UserID>old</UserID><NewUserID>new</NewUserID>',
      ),
      { kind: 'directory_changed', name: 'change_contact.update_user', ids: ['old', 'new'] },
    ],
    [
      event('change_contact', '<ChangeType>delete_party</ChangeType><Id>7</Id>'),
      { kind: 'directory_changed', name: 'change_contact.delete_party', ids: ['7'] },
    ],
    [
      event('change_contact', '<ChangeType>update_tag</ChangeType><TagId>3</TagId>'),
      { kind: 'directory_changed', name: 'change_contact.update_tag', ids: ['3'] },
    ],
    [
      event('change_school_contact', '<ChangeType>subscribe</ChangeType><Id>p1</Id>'),
      { kind: 'directory_changed', name: 'change_school_contact.subscribe', ids: ['p1'] },
    ],
    [
      event('change_school_contact', '<ChangeType>delete_deparmtment</ChangeType><Id>7</Id>'),
      { kind: 'directory_changed', name: 'change_school_contact.delete_department', ids: ['7'] },
    ],
    [
      event('change_school_contact', '<ChangeType>delete_department</ChangeType><Id>7</Id>'),
      { kind: 'directory_changed', name: 'change_school_contact.delete_department', ids: ['7'] },
    ],
    [event('something_new'), { kind: 'unknown', name: 'something_new' }],
    ['<MsgType>event</MsgType>', { kind: 'unknown', name: '' }],
  ])('%s', (fields, content) => {
    expect(contentOf(fields)).toEqual(content);
  });

  test('both spellings of the chosen options are read, at both levels (G4)', () => {
    const inner = callbackVectors.generated.find(({ id }) => id === 'G4-template-card-event')?.message ?? '';
    expect(decodeInner(inner).message).toMatchObject({
      senderId: 'zhangsan',
      content: {
        kind: 'button',
        key: 'submit_key',
        taskId: 'task-1',
        selections: { q1: ['a'], q2: ['b', 'c'] },
        responseCode: 'RESPCODE',
      },
    });
  });

  test('a question named like a part of every object is an ordinary question', () => {
    const item =
      '<SelectedItem><QuestionKey>toString</QuestionKey><OptionIds><OptionId>a</OptionId></OptionIds></SelectedItem>';
    expect(contentOf(event('template_card_event', `<SelectedItems>${item}</SelectedItems>`))).toMatchObject({
      selections: { toString: ['a'] },
    });
  });

  test.each([
    ['a list', [{ QuestionKey: 'q1', OptionIds: ['a', 'b'] }]],
    ['a wrapped list', { SelectedItem: [{ questionkey: 'q1', optionids: { optionid: ['a', 'b'] } }] }],
  ])('in JSON the choices may be %s', (_name, items) => {
    const body = {
      FromUserName: 'z',
      CreateTime: 1,
      MsgType: 'event',
      Event: 'template_card_event',
      SelectedItems: items,
    };
    const decision = decode(aCallback(JSON.stringify(body)));
    expect(decision.kind === 'message' && decision.message.content).toMatchObject({
      selections: { q1: ['a', 'b'] },
    });
  });
});

describe('bodies of odd shape', () => {
  const jsonBody = (extra: object) =>
    aCallback(JSON.stringify({ FromUserName: 'z', CreateTime: 1, MsgType: 'text', ...extra }));
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

  test.each([
    [{ Content: null }, ''],
    [{ Content: true }, 'true'],
    [{ Content: { a: 1 } }, ''],
    [{ Content: ['a', 'b'] }, 'a'],
    [{ Content: '\u0000' }, '\u0000'],
  ])('JSON %j reads as %j', (extra, text) => {
    const decision = decode(jsonBody(extra));
    expect(decision.kind === 'message' && decision.message.content).toEqual({ kind: 'text', text });
  });

  test('nesting beyond any genuine body is refused', () => {
    expect(decode(aCallback(aBody(`<MsgType>text</MsgType>${nested(11)}`))).kind).toBe('message');
    expect(decode(aCallback(aBody(`<MsgType>text</MsgType>${nested(13)}`))).kind).toBe('refused');
    const deep = JSON.parse(`${'{"a":'.repeat(14)}1${'}'.repeat(14)}`);
    expect(decode(jsonBody({ deep })).kind).toBe('refused');
  });

  test('a text with an element inside reads as empty', () => {
    expect(contentOf('<MsgType>text</MsgType><Content>a<b>c</b></Content>')).toEqual({
      kind: 'text',
      text: '',
    });
  });

  test('declarations, comments and attributes are passed over', () => {
    const body = `<?xml version="1.0"?><!-- c -->${aBody('<MsgType x="1">text</MsgType><!-- d --><Content>a</Content>')}`;
    expect(decodeInner(body).message.content).toEqual({ kind: 'text', text: 'a' });
  });
});

describe('keys against repeats', () => {
  const keyOf = (fields: string, head?: { from: string; createTime: string }) =>
    decodeInner(aBody(fields, head)).message.dedupeKey;
  const press = (rest: string) => event('template_card_event', `<EventKey>undo</EventKey>${rest}`);

  test('a message is known by its MsgId, leading zeros and all', () => {
    expect(keyOf('<MsgType>text</MsgType><MsgId>0012</MsgId>')).toBe('m:0012');
  });

  test('a 64-bit MsgId in JSON is not rounded', () => {
    const inner =
      '{"FromUserName":"z","CreateTime":1700000000,"MsgType":"text","Content":"1234567890123456789 \\"","MsgId":4561255354251345929}';
    const decision = decode(aCallback(inner));
    expect(decision.kind === 'message' && decision.message).toMatchObject({
      dedupeKey: 'm:4561255354251345929',
      content: { text: '1234567890123456789 "' },
    });
  });

  test('one event has one key', () => {
    expect(keyOf(press('<ResponseCode>r1</ResponseCode>'))).toBe(
      keyOf(press('<ResponseCode>r1</ResponseCode>')),
    );
  });

  test('events that differ anywhere have different keys', () => {
    const keys = [
      keyOf(press('<ResponseCode>r1</ResponseCode>')),
      keyOf(press('<ResponseCode>r2</ResponseCode>')),
      keyOf(press('<TaskId>r1</TaskId>')),
      keyOf(press('<ResponseCode>r1</ResponseCode>'), { from: 'li', createTime: '1700000000' }),
      keyOf(press('<ResponseCode>r1</ResponseCode>'), { from: 'zhang', createTime: '1700000001' }),
      keyOf(event('change_contact', '<ChangeType>create_user</ChangeType><UserID>a</UserID>')),
      keyOf(event('change_contact', '<ChangeType>create_user</ChangeType><UserID>b</UserID>')),
      keyOf(event('change_contact', '<ChangeType>delete_user</ChangeType><UserID>b</UserID>')),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('an overlong MsgId does not make an overlong key', () => {
    expect(keyOf(`<MsgType>text</MsgType><MsgId>${'9'.repeat(500)}</MsgId>`)).toMatch(/^e:[0-9a-f]{64}$/);
  });
});
