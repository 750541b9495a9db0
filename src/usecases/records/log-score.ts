/** A score or check of a mentor's work: on the scale (CV-14), and never by the one who is scored. */
import { isOnScale } from '../../domain/duties/check-duties.ts';
import { type FileHandInDeps, fileHandIn, type HandIn } from './log-hand-ins.ts';

export interface Score extends Omit<HandIn, 'kind' | 'value' | 'text' | 'fields'> {
  readonly mentorId: string;
  readonly value: number;
}

export type ScoreRefusal = 'off_scale' | 'self_scoring' | 'future';

export async function logScore(
  deps: FileHandInDeps,
  { value, ...score }: Score,
): Promise<{ id: string } | ScoreRefusal> {
  if (!isOnScale(value)) return 'off_scale';
  if (score.authorId === score.mentorId) return 'self_scoring';
  return fileHandIn(deps, {
    ...score,
    kind: 'quantified_score',
    text: '',
    fields: {},
    value: String(value),
  });
}
