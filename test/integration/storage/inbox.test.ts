/** The inbox table: every message once, its reply kept sealed for the next delivery. */
import { beforeEach, expect, test } from 'vitest';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import type { InboxEntry } from '../../../src/storage/inbox.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage, type Storage, TakenError } from '../../../src/storage/storage.ts';
import { onEachDatabase } from '../../support/databases.ts';

const noon = new Date('2026-11-18T04:00:00Z');
const webhook = 'https://oapi.dingtalk.com/robot/sendBySession?session=geheim';

function anEntry(id: string, parts: Partial<InboxEntry> = {}): InboxEntry {
  return {
    id,
    accountId: 'account',
    dedupeKey: 'message-1',
    personId: 'mentor',
    receivedAt: noon,
    intent: 'log',
    replySubject: 'student',
    reply: '{"title":"记好了"}',
    ...parts,
  };
}

onEachDatabase('the inbox', (database) => {
  let storage: Storage;
  beforeEach(async () => {
    await database().empty();
    storage = createStorage(database(), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
    await storage.words.createKeys(['student']);
  });

  test('finds the reply of a message by account and key', async () => {
    await storage.inbox.add(anEntry('a'));
    expect(await storage.inbox.find('account', 'message-1')).toEqual({
      inboxId: 'a',
      reply: '{"title":"记好了"}',
    });
  });

  test('keeps the same key of another account apart', async () => {
    await storage.inbox.add(anEntry('a'));
    expect(await storage.inbox.find('other', 'message-1')).toBeUndefined();
  });

  test('refuses a second message under a key that is taken', async () => {
    await storage.inbox.add(anEntry('a'));
    await expect(storage.transaction((tables) => tables.inbox.add(anEntry('b')))).rejects.toThrow(TakenError);
  });

  test('of several who add the same message lets one through', async () => {
    const added = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((id) => storage.transaction((tables) => tables.inbox.add(anEntry(id)))),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('holds neither reply nor address in the clear', async () => {
    await storage.inbox.add(anEntry('a', { replyUrl: webhook }));
    const rows = JSON.stringify(await database().client.inboxMessage.findMany());
    expect([rows.includes('记好了'), rows.includes('geheim')]).toEqual([false, false]);
  });

  test('gives reply and address to whoever delivers the answer', async () => {
    await storage.inbox.add(anEntry('a', { replyUrl: webhook }));
    expect(await storage.inbox.replyOf('a')).toEqual({ reply: '{"title":"记好了"}', replyUrl: webhook });
  });

  test('forgets old replies and addresses and keeps their keys', async () => {
    await storage.inbox.add(anEntry('a', { replyUrl: webhook }));
    const count = await storage.inbox.clearRepliesBefore(new Date(noon.getTime() + 1));
    expect({ count, found: await storage.inbox.find('account', 'message-1') }).toEqual({
      count: 1,
      found: { inboxId: 'a', reply: '' },
    });
  });

  test('forgets nothing younger', async () => {
    await storage.inbox.add(anEntry('a'));
    expect(await storage.inbox.clearRepliesBefore(noon)).toBe(0);
  });

  test('knows whether a person had something of a kind since an instant', async () => {
    await storage.inbox.add(anEntry('a', { intent: 'greeting' }));
    const since = (ms: number) =>
      storage.inbox.hasIntentSince('mentor', 'greeting', new Date(noon.getTime() + ms));
    expect([await since(0), await since(1)]).toEqual([true, false]);
  });
});
