/** A pressed button or menu entry. The key proves nothing: only the presser's own things are touched. */
import { pressConcern } from '../concern/press-concern.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { openPick, submitPick } from './pick-contact.ts';
import { showDue } from './show-due.ts';
import { showStudents } from './show-students.ts';
import { undoFiling } from './undo-filing.ts';

export async function actOnButton(scene: MessageScene, key: string): Promise<Acted> {
  // A menu entry that opened a page: the page answers.
  if (/^https?:/.test(key)) return { intent: 'event_view', reply: undefined };
  const [verb, argument] = key.split(':', 2);
  switch (verb) {
    case 'undo':
      return undoFiling(scene, argument);
    case 'due':
      return showDue(scene);
    case 'students':
      return showStudents(scene);
    case 'concern_raise':
    case 'concern_note':
    case 'concern_harmless':
    case 'concern_view':
    case 'acknowledge':
      return pressConcern(scene, verb, argument);
    case 'pick':
      return argument === undefined ? openPick(scene) : submitPick(scene, argument);
    case 'help':
      return { intent: 'help', reply: scene.cards.fill('help', {}) };
    default:
      return { intent: 'unknown_button', reply: scene.cards.fill('button_outdated', {}) };
  }
}
