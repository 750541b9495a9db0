/** Pictures and voice messages from the phone to the sealed bytes. */
import { beforeEach, expect, test } from 'vitest';
import { smallPicture } from '../../../src/sandbox/media-shelf.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { eventually } from '../../support/eventually.ts';
import {
  aRunningProgram,
  lastHeard,
  type RunningProgram,
  saying,
  shown,
} from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { hour, minute } from '../../support/test-clock.ts';

const talk = '今天和张宇轩谈了二十分钟';

onEachDatabase('an attachment', (database) => {
  let running: RunningProgram;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });
  const rows = () => database().client.attachment.findMany({ orderBy: { id: 'asc' } });
  const only = async () => {
    const [row] = await rows();
    if (row === undefined) throw new Error('nothing is attached');
    return row;
  };

  test.each(['wecom', 'dingtalk'] as const)(
    'sent on %s is fetched, sealed and can be opened',
    async (platform) => {
      const lin = platform === 'wecom' ? 'wlin' : 'dlin';
      await saying(running[platform], lin, talk);
      await running[platform].sendPicture(lin);
      await running.program.tick();
      const row = await only();
      expect(row).toMatchObject({
        state: 'kept',
        mediaType: 'image/png',
        size: smallPicture.length,
        sealedFor: await running.personId(mentees.zhang),
        sourceSealed: '',
      });
      expect(row.contentSealed).not.toContain(smallPicture.toString('base64'));
      expect((await running.program.storage.attachments.content(row.id))?.bytes).toEqual(smallPicture);
    },
  );

  test('that waited and was fetched already is sealed anew for the student of the record', async () => {
    await running.wecom.sendPicture('wlin');
    await running.program.tick();
    expect(await only()).toMatchObject({ state: 'kept', recordId: null, sealedFor: running.school.id });
    running.clock.advance(9 * minute);
    await saying(running.wecom, 'wlin', talk);
    const row = await only();
    const [contact] = await database().client.contact.findMany();
    expect(row).toMatchObject({
      recordId: contact?.inboxId,
      sealedFor: await running.personId(mentees.zhang),
    });
    expect((await running.program.storage.attachments.content(row.id))?.bytes).toEqual(smallPicture);
  });

  test('goes with the record that is taken back', async () => {
    await saying(running.wecom, 'wlin', talk);
    await running.wecom.sendPicture('wlin');
    await running.program.tick();
    await saying(running.wecom, 'wlin', '撤销');
    const row = await only();
    expect(row.withdrawnAt).not.toBeNull();
    expect(await running.program.storage.attachments.content(row.id)).toBeUndefined();
  });

  test('that is delivered a second time is noted once', async () => {
    await running.wecom.sendPicture('wlin');
    await running.wecom.deliverAgain();
    expect(await rows()).toHaveLength(1);
  });

  test('sent in a group is not stored', async () => {
    await running.dingtalk.sendRobotMessage('dlin', {
      msgtype: 'picture',
      content: { downloadCode: 'code-1' },
      conversationType: '2',
    });
    expect(shown(await eventually(() => lastHeard(running.dingtalk, 'dlin')))).toContain('私聊');
    expect(await rows()).toEqual([]);
  });

  test('beside words in one DingTalk message goes to the record of these words', async () => {
    await running.dingtalk.sendPicture('dlin');
    const { downloadCode } = { downloadCode: 'unknown-code' };
    await running.dingtalk.sendRobotMessage('dlin', {
      msgtype: 'richText',
      content: { richText: [{ text: talk }, { type: 'picture', downloadCode }] },
    });
    const [contact] = await eventually(async () => {
      const contacts = await database().client.contact.findMany();
      return contacts.length > 0 && contacts;
    });
    expect((await rows()).map(({ recordId }) => recordId)).toEqual([contact?.inboxId, contact?.inboxId]);
  });

  test('that is no picture is given up, and its sender told once', async () => {
    await running.wecom.sendPicture('wlin', Buffer.from('<html>not a picture</html>'));
    await running.program.tick();
    await running.program.tick();
    expect(await only()).toMatchObject({ state: 'lost', contentSealed: null });
    const notices = await database().client.outboxNotice.findMany({ where: { card: 'attachment_lost' } });
    expect(notices).toMatchObject([{ state: 'sent' }]);
    expect(shown(lastHeard(running.wecom, 'wlin'))).toContain('没能存下来');
  });

  test('is tried again after an outage', async () => {
    await running.wecom.sendPicture('wlin');
    running.wecom.setFault({ kind: 'busy' });
    await running.program.tick();
    expect(await only()).toMatchObject({ state: 'waiting', attempts: 1 });
    running.wecom.setFault(undefined);
    running.clock.advance(hour);
    await running.program.tick();
    expect(await only()).toMatchObject({ state: 'kept' });
  });

  test('that no record took is removed after seven days', async () => {
    await running.wecom.sendPicture('wlin');
    await running.tickAt('2026-11-25T12:00:00+08:00');
    expect(await rows()).toHaveLength(1);
    await running.tickAt('2026-11-26T12:00:00+08:00');
    expect(await rows()).toEqual([]);
  });
});
