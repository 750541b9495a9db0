/** A button under a card about a concern. */

import { markLength } from '../../domain/mark.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { decideConcern } from './decide-concern.ts';
import { acknowledgeConcern, viewConcern } from './open-concern.ts';

export async function pressConcern(
  scene: MessageScene,
  verb: 'concern_raise' | 'concern_note' | 'concern_harmless' | 'concern_view' | 'acknowledge',
  mark = '',
): Promise<Acted> {
  const nothing: Acted = { intent: 'unknown_button', reply: undefined };
  if (mark.length < markLength) return nothing;
  switch (verb) {
    case 'concern_raise':
      return decideConcern(scene, 'raise', { mark });
    case 'concern_note':
      return decideConcern(scene, 'note', { mark });
    case 'concern_harmless':
      return decideConcern(scene, 'harmless', { mark });
    case 'concern_view':
      return (await viewConcern(scene, mark)) ?? nothing;
    case 'acknowledge':
      return (await acknowledgeConcern(scene, mark)) ?? nothing;
  }
}
