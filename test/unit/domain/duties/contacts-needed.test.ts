import { describe, expect, test } from 'vitest';
import { computeDuties } from '../../../../src/domain/duties/compute-duties.ts';
import { contactsNeededSince } from '../../../../src/domain/duties/contacts-needed.ts';
import { schemeIds } from '../../../../src/domain/schemes/scheme.ts';
import { contactKinds } from '../../../../src/domain/vocabulary.ts';
import { aContact, anInput, day } from './duty-input.ts';

describe('contactsNeededSince', () => {
  test('WEIFANG what is open on November 10 needs the day, the week, the month and the term', () => {
    const on = day('2026-11-10');
    const needed = contactsNeededSince(anInput('weifang', { only: { dueFrom: on, openingUntil: on } }));
    expect(Object.fromEntries(needed)).toEqual({
      daily_meet: '2026-11-10',
      deep_exchange: '2026-11-09',
      talk: '2026-11-09',
      phone_call: '2026-11-01',
      guardian_contact: '2026-11-01',
      home_visit: '2026-09-01',
      parent_meeting: '2026-09-01',
    });
  });

  test('the whole of the year is needed where nothing is narrowed', () => {
    expect(contactsNeededSince(anInput('shewobo')).get('talk')).toBe('2026-09-01');
  });

  test('SULOU needs no contact at all', () => {
    expect(contactsNeededSince(anInput('sulou')).size).toBe(0);
  });

  test.each(schemeIds)('under %s the contacts left out change nothing', (scheme) => {
    const on = day('2026-11-10');
    const days = ['2026-09-02', '2026-10-20', '2026-11-03', '2026-11-06', '2026-11-09', '2026-11-10'];
    const contacts = contactKinds.flatMap((kind) => days.map((at) => aContact(kind, at)));
    const input = anInput(scheme, { contacts, only: { dueFrom: on, openingUntil: on } });
    const needed = contactsNeededSince(input);
    const kept = contacts.filter((contact) => (needed.get(contact.kind) ?? day('2100-01-01')) <= contact.on);
    expect(kept.length).toBeLessThan(contacts.length);
    expect(computeDuties({ ...input, contacts: kept }, on)).toEqual(computeDuties(input, on));
  });
});
