/** Contact words and people → kind and medium: chat-corpus.md §4. */
import type { ContactKind, ContactMedium } from '../vocabulary.ts';
import type { AnchorClass } from './anchors.ts';

export interface ActKind {
  readonly kind: ContactKind | undefined;
  readonly choices?: readonly ContactKind[];
  readonly medium?: ContactMedium;
}

export interface KindClues {
  readonly classes: ReadonlySet<AnchorClass>;
  readonly hasGuardian: boolean;
  /** 给, 跟, 和 … stand before the person. */
  readonly isApproached: boolean;
  readonly isAnswered: boolean;
  readonly isHome: boolean;
  /** 电访, 电话家访: a call to the home, whoever is named. */
  readonly isVisitByPhone: boolean;
  readonly isFailed: boolean;
  readonly atDoorstep: boolean;
  readonly atPlace: boolean;
}

export function actKind(clues: KindClues): ActKind {
  const { classes } = clues;
  if (classes.has('parentMeeting')) return { kind: 'parent_meeting' };
  if (classes.has('monthly')) return { kind: 'monthly_record' };
  if (classes.has('report') && !clues.hasGuardian) return { kind: 'student_report' };
  if (classes.has('deep') && !clues.hasGuardian) return { kind: 'deep_exchange', ...mediumOf(clues) };
  if (classes.has('assembly') && !clues.hasGuardian) return { kind: 'group_exchange' };
  return remoteKind(clues) ?? visitKind(clues) ?? writtenKind(clues) ?? presentKind(clues);
}

function remoteKind({
  classes,
  hasGuardian,
  isApproached,
  isHome,
  isVisitByPhone,
  isFailed,
}: KindClues): ActKind | undefined {
  const isHomeCall = hasGuardian || isHome || isVisitByPhone || classes.has('visit');
  if (classes.has('video'))
    return isHomeCall ? { kind: 'phone_call', medium: 'video' } : { kind: 'talk', medium: 'video' };
  if (classes.has('voiceCall') || classes.has('phone')) {
    if (isHomeCall || (!isApproached && !classes.has('talk') && (isFailed || classes.size === 1)))
      return { kind: 'phone_call' };
    return { kind: undefined, choices: ['phone_call', 'talk'] };
  }
  if (classes.has('voiceUnclear') && hasGuardian)
    return { kind: undefined, choices: ['phone_call', 'guardian_contact'] };
  if (classes.has('voiceUnclear')) return { kind: 'talk', medium: 'voice_message' };
  return undefined;
}

function visitKind({ classes, atDoorstep, hasGuardian }: KindClues): ActKind | undefined {
  if (classes.has('visit')) return { kind: 'home_visit' };
  if (atDoorstep && hasGuardian && (classes.has('talk') || classes.has('said') || classes.has('meet')))
    return { kind: undefined, choices: ['guardian_contact', 'home_visit'] };
  return undefined;
}

function writtenKind(clues: KindClues): ActKind | undefined {
  const { classes, hasGuardian } = clues;
  if (
    hasGuardian &&
    ['message', 'voiceMessage', 'mail', 'letter', 'journal'].some((cls) => has(classes, cls))
  )
    return { kind: 'guardian_contact', ...mediumOf(clues) };
  if (classes.has('journal'))
    return clues.isAnswered
      ? { kind: 'deep_exchange', medium: 'journal' }
      : { kind: undefined, choices: ['deep_exchange', 'talk'] };
  if (classes.has('mail')) return { kind: 'deep_exchange', medium: 'email' };
  if (classes.has('letter')) return { kind: 'deep_exchange', medium: 'letter' };
  if (classes.has('message') || classes.has('voiceMessage'))
    return classes.has('talk') || classes.has('said')
      ? { kind: 'talk', ...mediumOf(clues) }
      : { kind: undefined, choices: ['talk', 'guardian_contact'] };
  return undefined;
}

function has(classes: ReadonlySet<AnchorClass>, cls: string): boolean {
  return [...classes].some((found) => found === cls);
}

function presentKind(clues: KindClues): ActKind {
  const { classes, hasGuardian } = clues;
  if (hasGuardian) return { kind: 'guardian_contact', ...mediumOf(clues) };
  if (classes.has('talk') || classes.has('said')) return { kind: 'talk' };
  if (classes.has('summon') && classes.has('askAfter')) return { kind: 'talk' };
  if (classes.has('meet')) return { kind: 'daily_meet' };
  if (classes.has('seek')) return { kind: 'talk' };
  if (classes.has('came')) return { kind: undefined, choices: ['talk', 'student_report'] };
  return { kind: undefined, choices: ['talk', 'daily_meet'] };
}

function mediumOf({ classes, atPlace }: KindClues): { medium?: ContactMedium } {
  if (classes.has('voiceMessage')) return { medium: 'voice_message' };
  if (classes.has('mail')) return { medium: 'email' };
  if (classes.has('message')) return { medium: 'text_message' };
  if (classes.has('letter')) return { medium: 'letter' };
  if (classes.has('journal')) return { medium: 'journal' };
  if (classes.has('meet') || classes.has('came') || atPlace) return { medium: 'face_to_face' };
  return {};
}
