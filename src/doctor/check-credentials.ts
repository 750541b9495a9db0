import { PlatformError, type Sender } from '../platforms/contract.ts';
import type { Diagnosis } from './diagnosis.ts';
import { platformName } from './platform-name.ts';

export type CredentialProbe = Pick<Sender, 'platform' | 'checkCredentials'>;

export async function checkCredentials(senders: readonly CredentialProbe[]): Promise<readonly Diagnosis[]> {
  const diagnoses: Diagnosis[] = [];
  for (const sender of senders) diagnoses.push(await checkOne(sender));
  return diagnoses;
}

async function checkOne(sender: CredentialProbe): Promise<Diagnosis> {
  const platform = platformName(sender.platform);
  try {
    await sender.checkCredentials();
    return { code: 'credentials_good', with: { platform } };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { code, reaction } = error;
    if (reaction.do === 'stop_account')
      return { code: 'credentials_refused', with: { platform, code, remedy: reaction.remedy } };
    const isNetwork = code === 'network' || code === 'timeout';
    return { code: isNetwork ? 'credentials_unreachable' : 'credentials_later', with: { platform, code } };
  }
}
