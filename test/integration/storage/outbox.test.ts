/** The outbox table: written once, claimed by one, marked for good. */
import { beforeEach, describe, expect, test } from 'vitest';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import type { NewNotice } from '../../../src/storage/outbox.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage, type Storage, TakenError } from '../../../src/storage/storage.ts';
import { onEachDatabase } from '../../support/databases.ts';

const noon = new Date('2026-11-18T04:00:00Z');
const at = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

function aNotice(id: string, parts: Partial<NewNotice> = {}): NewNotice {
  return {
    id,
    schoolId: 'school',
    accountId: 'account',
    personId: 'mentor',
    channel: 'app',
    card: 'reminder',
    payload: { duty: id },
    isUrgent: false,
    naturalKey: `key|${id}`,
    notBeforeAt: noon,
    notAfterAt: at(600),
    createdAt: noon,
    ...parts,
  };
}

onEachDatabase('the outbox', (database) => {
  let storage: Storage;
  beforeEach(async () => {
    await database().empty();
    storage = createStorage(database(), new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
    await storage.words.createKeys(['school']);
  });

  const claim = (ids: string[], holder = 'me', callId = `call-${holder}`) =>
    storage.outbox.claim(ids, { holder, leaseUntil: at(2), callId });
  const state = async (id: string): Promise<string | undefined> => (await storage.outbox.find(id))?.state;

  describe('planning', () => {
    test('writes what is not there yet', async () => {
      expect(await storage.outbox.plan([aNotice('a'), aNotice('b')])).toBe(2);
    });

    test('twice writes once', async () => {
      await storage.outbox.plan([aNotice('a')]);
      expect(await storage.outbox.plan([aNotice('other-id', { naturalKey: 'key|a' })])).toBe(0);
    });

    test('by two at the same time writes once', async () => {
      const plan = (id: string) => storage.outbox.plan([aNotice(id, { naturalKey: 'key|same' })]);
      const added = await Promise.all([plan('a'), plan('b'), plan('c'), plan('d')]);
      expect(added.reduce((sum, count) => sum + count)).toBe(1);
    });

    test('in a transaction whose key is taken fails as taken, and takes the change back with it', async () => {
      await storage.outbox.plan([aNotice('a')]);
      const work = storage.transaction(async (tables) => {
        await tables.settings.set('change', 'made');
        await tables.outbox.add(aNotice('b', { naturalKey: 'key|a' }));
      });
      await expect(work).rejects.toThrow(TakenError);
      expect(await storage.settings.get('change')).toBeUndefined();
    });
  });

  describe('what is due', () => {
    test('is nothing before its time', async () => {
      await storage.outbox.plan([aNotice('a', { notBeforeAt: at(1) })]);
      expect(await storage.outbox.due('account', noon, 10)).toEqual([]);
    });

    test('is nothing of another account', async () => {
      await storage.outbox.plan([aNotice('a')]);
      expect(await storage.outbox.due('other', noon, 10)).toEqual([]);
    });

    test('comes urgent first, then by deadline', async () => {
      await storage.outbox.plan([
        aNotice('late', { notAfterAt: at(500) }),
        aNotice('soon', { notAfterAt: at(100) }),
        aNotice('urgent', { isUrgent: true }),
      ]);
      const due = await storage.outbox.due('account', noon, 10);
      expect(due.map(({ id }) => id)).toEqual(['urgent', 'soon', 'late']);
    });

    test('comes back as it was planned', async () => {
      const notice = aNotice('a');
      await storage.outbox.plan([notice]);
      expect(await storage.outbox.due('account', noon, 10)).toEqual([
        expect.objectContaining({ ...notice, state: 'waiting', attempts: 0 }),
      ]);
    });
  });

  describe('a claim', () => {
    beforeEach(async () => {
      await storage.outbox.plan([aNotice('a'), aNotice('b')]);
    });

    test('of several goes to one of them', async () => {
      const claimed = await Promise.all(['one', 'two', 'three'].map((holder) => claim(['a'], holder)));
      expect(claimed.flat()).toEqual(['a']);
    });

    test('gives only what still waits', async () => {
      await claim(['a'], 'other');
      expect(await claim(['a', 'b'])).toEqual(['b']);
    });

    test('is begun by its holder only', async () => {
      await claim(['a'], 'me', 'call');
      expect([
        await storage.outbox.calling({ callId: 'call', holder: 'other' }),
        await storage.outbox.calling({ callId: 'call', holder: 'me' }),
      ]).toEqual([0, 1]);
    });

    test('counts an attempt when it is begun', async () => {
      await claim(['a'], 'me', 'call');
      await storage.outbox.calling({ callId: 'call', holder: 'me' });
      expect((await storage.outbox.find('a'))?.attempts).toBe(1);
    });

    test('under its lease is not abandoned', async () => {
      await claim(['a']);
      expect(await storage.outbox.abandoned('account', at(1))).toEqual([]);
    });

    test('past its lease is abandoned', async () => {
      await claim(['a']);
      const abandoned = await storage.outbox.abandoned('account', at(3));
      expect(abandoned.map(({ id }) => id)).toEqual(['a']);
    });

    test('that is released waits again', async () => {
      await claim(['a']);
      await storage.outbox.release(['a']);
      expect(await state('a')).toBe('waiting');
    });
  });

  describe('a call', () => {
    const said = '{"title":"王梓萱：答应了再谈"}';
    beforeEach(async () => {
      await storage.outbox.plan([aNotice('a'), aNotice('b', { notAfterAt: at(900) })]);
      await claim(['a', 'b'], 'me', 'call');
      await begin({ at: noon, card: said });
    });
    const begin = (begins?: { at: Date; card?: string }) =>
      storage.transaction((tables) =>
        tables.outbox.calling({ callId: 'call', holder: 'me', ...(begins && { begins }) }),
      );
    const begun = () => storage.outbox.begunCall('call');
    const stored = async () =>
      (await database().client.outboxNotice.findMany()).flatMap(({ cardSealed }) => cardSealed ?? []);

    test('remembers what it says', async () => {
      expect(await begun()).toEqual({ at: noon, card: said });
    });

    test('does not leave it readable', async () => {
      expect(await stored()).toHaveLength(1);
      expect(JSON.stringify(await database().client.outboxNotice.findMany())).not.toContain('王梓萱');
    });

    test('remembers it while any of its notices is open', async () => {
      await storage.outbox.end(['a'], { state: 'dropped', reason: 'expired', at: at(601) });
      expect(await begun()).toEqual({ at: noon, card: said });
    });

    test('that was given up by a dead holder is remembered', async () => {
      await storage.outbox.release(['a', 'b']);
      expect(await begun()).toEqual({ at: noon, card: said });
    });

    test('that may have arrived and is made again keeps its words and its beginning', async () => {
      await storage.outbox.retry(['a', 'b'], { at: at(1), reason: 'timeout', mayHaveArrived: true });
      await claim(['a', 'b'], 'me', 'call');
      await begin();
      expect(await begun()).toEqual({ at: noon, card: said });
    });

    test('that did not arrive is forgotten', async () => {
      await storage.outbox.retry(['a', 'b'], { at: at(1), reason: '45009', mayHaveArrived: false });
      expect([await begun(), await stored()]).toEqual([undefined, []]);
    });

    test.each(['sent', 'refused', 'unknown', 'dropped', 'dead'] as const)(
      'that is %s is forgotten',
      async (ended) => {
        await storage.outbox.end(['a', 'b'], { state: ended, at: at(1) });
        expect([await begun(), await stored()]).toEqual([undefined, []]);
      },
    );

    test('whose words are to be forgotten is still one that may have arrived', async () => {
      await storage.outbox.forgetCards('other');
      expect(await stored()).toHaveLength(1);
      await storage.outbox.forgetCards('school');
      expect([await begun(), await stored()]).toEqual([{ at: noon }, []]);
    });
  });

  describe('an end', () => {
    test('is final: a later outcome changes nothing', async () => {
      await storage.outbox.plan([aNotice('a')]);
      await storage.outbox.end(['a'], { state: 'sent', at: noon });
      await storage.outbox.end(['a'], { state: 'dead', reason: 'late', at: noon });
      await storage.outbox.retry(['a'], { at: noon, reason: 'late', mayHaveArrived: true });
      expect(await state('a')).toBe('sent');
    });

    test('keeps its reason', async () => {
      await storage.outbox.plan([aNotice('a')]);
      await storage.outbox.end(['a'], { state: 'refused', reason: '81013', at: noon });
      expect(await database().client.outboxNotice.findMany()).toMatchObject([{ lastError: '81013' }]);
    });

    test('counts the messages of a person by call, without the urgent ones', async () => {
      await storage.outbox.plan([
        aNotice('a'),
        aNotice('b'),
        aNotice('c'),
        aNotice('asked', { isUrgent: true }),
      ]);
      await claim(['a', 'b'], 'me', 'one');
      await claim(['c'], 'me', 'two');
      await claim(['asked'], 'me', 'three');
      await storage.outbox.end(['a', 'b', 'c', 'asked'], { state: 'sent', at: noon });
      expect(await storage.outbox.callsSince(['mentor', 'other'], at(-60))).toEqual(new Map([['mentor', 2]]));
    });
  });

  describe('the lane of an account', () => {
    beforeEach(async () => {
      await storage.schools.createAccount({ id: 'account', schoolId: 's', platform: 'wecom', key: 'main' });
    });
    const take = (holder: string, minutes = 0) =>
      storage.outbox.takeLane('account', holder, at(minutes), at(minutes + 2));

    test('goes to one of several', async () => {
      const taken = await Promise.all(['one', 'two', 'three'].map((holder) => take(holder)));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    test('is renewed by its holder', async () => {
      await take('me');
      expect(await take('me', 1)).toBe(true);
    });

    test('is free once its lease has ended', async () => {
      await take('dead');
      expect([await take('me', 1), await take('me', 3)]).toEqual([false, true]);
    });

    test('is not given back by somebody else', async () => {
      await take('me');
      await storage.outbox.leaveLane('account', 'other');
      expect(await take('other')).toBe(false);
    });
  });
});
