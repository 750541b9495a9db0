/** Cards on the wire: what a pressed one shows, what a second press does, when a reply travels as a card. */
import { beforeEach, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { eventually } from '../../support/eventually.ts';
import {
  aRunningProgram,
  heard,
  lastHeard,
  type RunningProgram,
  shown,
} from '../../support/running-program.ts';
import { minute } from '../../support/test-clock.ts';

onEachDatabase('a card', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });
  const pick = async () => {
    await running.wecom.choose('wlin', 'pick');
    return eventually(() => {
      const last = lastHeard(running.wecom, 'wlin');
      return last?.selects === undefined ? undefined : last;
    });
  };
  const contacts = () => database().client.contact.findMany();

  test('pressed twice at once files once, and says so', async () => {
    const { number, buttons } = await pick();
    const key = buttons[0]?.key ?? '';
    await Promise.all([running.wecom.press('wlin', number, key), running.wecom.press('wlin', number, key)]);
    expect(await contacts()).toHaveLength(1);
    const card = running.wecom.messages('wlin').find((message) => message.number === number);
    expect(card).toMatchObject({ buttons: [], text: expect.stringMatching(/［(?:记好了|已记过)］/) });
    expect(card?.selects).toBeUndefined();
    expect(running.wecom.badReplies()).toEqual([]);
  });

  test('pressed and delivered again shows the same words', async () => {
    const { number, buttons } = await pick();
    await running.wecom.press('wlin', number, buttons[0]?.key ?? '');
    await running.wecom.deliverAgain();
    expect(await contacts()).toHaveLength(1);
    expect(running.wecom.badReplies()).toEqual([]);
  });

  test('with a student that is no mentee files nothing', async () => {
    const { number, buttons } = await pick();
    const student = [await running.personId('陈嘉怡')];
    await running.wecom.press('wlin', number, buttons[0]?.key ?? '', { student });
    expect(await contacts()).toEqual([]);
  });

  test('whose button means nothing any more says so', async () => {
    const { number } = await pick();
    const card = running.wecom.messages('wlin').find((message) => message.number === number);
    await running.wecom.sendRaw('wlin', {
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'gone:1',
      TaskId: card?.taskId ?? '',
      CardType: 'button_interaction',
      ResponseCode: 'rc-x',
    });
    await eventually(() => shown(lastHeard(running.wecom, 'wlin')).includes('过期'));
    expect(shown(running.wecom.messages('wlin').find((message) => message.number === number))).toContain(
      '［已过期］',
    );
  });

  test('is said in words once twenty have gone out within a minute', async () => {
    for (let asked = 0; asked < 22; asked += 1) {
      await running.wecom.choose('wlin', 'pick');
      running.clock.advance(1_000);
    }
    await running.program.repliesSent();
    const forms = heard(running.wecom, 'wlin').map(({ form }) => form);
    expect(forms.filter((form) => form === 'card')).toHaveLength(20);
    expect(forms.filter((form) => form === 'text')).toHaveLength(2);
    running.clock.advance(minute);
    expect((await pick()).form).toBe('card');
  });

  test('that went out on its own is not said again when the message is delivered again', async () => {
    await pick();
    await running.wecom.deliverAgain();
    await running.program.tick();
    expect(heard(running.wecom, 'wlin')).toHaveLength(1);
  });

  test('the menu is set once', async () => {
    await running.program.tick();
    await running.program.tick();
    const calls = running.wecom.calls().filter(({ path }) => path.startsWith('/cgi-bin/menu/create'));
    expect(calls).toHaveLength(1);
    expect(running.wecom.menu().map(({ text }) => text)).toEqual(['待办', '我的学生', '更多']);
  });
});
