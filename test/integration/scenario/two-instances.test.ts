/** Several instances share one PostgreSQL: whichever a platform knocks at, a message is one record and one push. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playScenario } from '../../../src/scenario/play-scenario.ts';
import { readScenario } from '../../../src/scenario/read-scenario.ts';
import { aPlace, availableDatabases, type Place } from '../../support/databases.ts';

const text = `
name: two instances on one database
scheme: shewobo
people:
  staff: [{id: M, name: 王芳, roles: [mentor]}]
  students:
    - {id: A, name: 陈思远, class: "5.3"}
    - {id: B, name: 刘雨桐, class: "5.3"}
pairings: [{mentor: M, students: [A, B], from: 2026-09-07, signed: 2026-09-07}]
steps:
  - at: 2026-09-16T11:00
    process: {verb: second_instance}
    expect: {accepted: true}
  - at: 2026-09-16T12:00
    chat: {from: M, via: wecom, text: 今天和陈思远谈了十分钟}
    expect: {accepted: true, reply: {count: 1}}
  - at: 2026-09-16T12:00
    deliver_again: {times: 20}
    expect: {accepted: true}
  - at: 2026-09-17T16:00
    process: kill
    expect: {sent: {to: M, since: 2026-09-17, count: 1, contains: 刘雨桐, not_contains: 陈思远}}
  - at: 2026-09-17T18:00
    chat: {from: M, via: wecom, text: 撤销}
    expect: {reply: {card: contact_undone, contains: 陈思远}}
  - at: 2026-09-17T18:01
    chat: {from: M, via: wecom, text: 撤销}
    expect: {reply: {card: nothing_to_undo}, sent: {to: M, since: 2026-09-17, count: 1}}
`;

describe.runIf(availableDatabases.includes('postgresql'))('two instances', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace('postgresql');
  });
  afterAll(() => place.remove());

  it('take turns, and a scenario begins anew on the database of the one before', {
    timeout: 120_000,
  }, async () => {
    const read = readScenario('two-instances.yaml', text);
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    for (const _time of [1, 2]) {
      expect((await playScenario(read.scenario, place.url)).failures).toEqual([]);
    }
  });
});
