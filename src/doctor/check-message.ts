import type { Platform } from '../domain/vocabulary.ts';
import { PlatformError, type RecipientOutcome } from '../platforms/contract.ts';
import type { Diagnosis } from './diagnosis.ts';
import { platformName } from './platform-name.ts';

export interface TestMessage {
  readonly platform: Platform;
  readonly to: string;
  /** Sends the card `test_message`; undefined where the platform does not speak of this person. */
  send(): Promise<RecipientOutcome | undefined>;
}

export async function checkMessage(message: TestMessage | undefined): Promise<readonly Diagnosis[]> {
  if (message === undefined) return [{ code: 'message_not_asked', with: {} }];
  const about = { platform: platformName(message.platform), to: message.to };
  try {
    const outcome = await message.send();
    if (outcome === undefined || outcome.outcome === 'sent') return [{ code: 'message_sent', with: about }];
    if (outcome.outcome === 'later')
      return [{ code: 'message_failed', with: { ...about, code: outcome.code } }];
    const { code, reason } = outcome;
    return [{ code: 'message_refused', with: { ...about, code, reason } }];
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { code, reaction } = error;
    return reaction.do === 'stop_account'
      ? [{ code: 'message_refused', with: { ...about, code, reason: reaction.remedy } }]
      : [{ code: 'message_failed', with: { ...about, code } }];
  }
}
