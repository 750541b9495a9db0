/** CV-06 and CV-07: which contact settles which duty. */
import type { DutyTemplate } from '../schemes/scheme.ts';
import type { ContactFact } from './facts.ts';

/** Kinds of contact that can settle what is asked; the first is the kind itself. */
export function settlingKinds({ asks }: DutyTemplate): readonly string[] {
  return [asks, ...(impliedBy.get(asks) ?? [])];
}

const impliedBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['deep_exchange', ['talk']],
  ['daily_meet', ['talk']],
  ['guardian_contact', ['phone_call', 'home_visit']],
  ['phone_call', ['guardian_contact']],
]);

/** Kind, channel and outcome only; person and window are the caller's question. */
export function settlesContact(template: DutyTemplate, contact: ContactFact): boolean {
  return contact.outcome === 'done' && isAsked(template, contact) && hasFields(template, contact.fields);
}

/** An entry that lists its fields must have the required ones; one that lists none is taken as it is. */
export function hasFields(template: DutyTemplate, fields: ContactFact['fields']): boolean {
  if (!template.fields || !fields) return true;
  return template.fields.every((field) => (fields[field] ?? '').trim() !== '');
}

function isAsked(template: DutyTemplate, contact: ContactFact): boolean {
  const { kind } = contact;
  const isIndividualTalk = kind === 'talk' && contact.individual;
  switch (template.asks) {
    case 'talk':
      return isIndividualTalk && isThrough(template, contact);
    case 'deep_exchange':
      return isIndividualTalk || (kind === 'deep_exchange' && isThrough(template, contact));
    case 'daily_meet':
      return kind === 'daily_meet' || (isIndividualTalk && mediumOf(contact) === 'face_to_face');
    case 'phone_call':
      return isVoiceCall(contact);
    case 'guardian_contact':
      if (kind === 'home_visit') return true;
      return (kind === 'guardian_contact' || kind === 'phone_call') && isThrough(template, contact);
    default:
      return kind === template.asks;
  }
}

/** A contact with a guardian by telephone is a call, whichever of the two words it was filed under. */
function isVoiceCall(contact: ContactFact): boolean {
  const medium = mediumOf(contact);
  const isWithGuardian = contact.kind === 'phone_call' || contact.kind === 'guardian_contact';
  return isWithGuardian && (medium === 'phone' || medium === 'video');
}

function isThrough({ media }: DutyTemplate, contact: ContactFact): boolean {
  const medium = mediumOf(contact);
  return media === undefined || medium === undefined || media.includes(medium);
}

/** What the words mean where no channel is named: a talk is face to face, a call is by phone. */
function mediumOf(contact: ContactFact): ContactFact['medium'] {
  if (contact.medium !== undefined) return contact.medium;
  if (contact.kind === 'talk') return 'face_to_face';
  return contact.kind === 'phone_call' ? 'phone' : undefined;
}
