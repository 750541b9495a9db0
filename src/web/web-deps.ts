/** What the pages are given by the program. */
import type { Clock } from '../domain/clock.ts';
import type { PushLimits } from '../domain/delivery/push-limits.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { Directory, PlatformError, SignIn } from '../platforms/contract.ts';
import type { OwnPageDeps } from '../usecases/own-page/own-scene.ts';
import type { SessionLimits } from '../usecases/sign-in/begin-session.ts';
import type { Cookies } from './cookies.ts';
import type { WebSecrets } from './web-secrets.ts';

export interface AccountSignIn {
  readonly accountKey: string;
  readonly signIn: SignIn;
}

export interface WebDeps extends OwnPageDeps {
  readonly clock: Clock;
  /** How this program is reached from outside; undefined where nobody has said. */
  readonly publicUrl: () => string | undefined;
  /** When and how often people are reminded, where the school has not said. */
  readonly limits: PushLimits;
  readonly directories: Partial<Readonly<Record<Platform, Directory>>>;
  /** This process, in leases. */
  readonly holder: string;
  readonly signIns: readonly AccountSignIn[];
  readonly sessions: SessionLimits;
  readonly secrets: WebSecrets;
  readonly cookies: Cookies;
  /** 256 random bits, hexadecimal. */
  readonly newSecret: () => string;
  readonly asPlatformError: (error: unknown) => PlatformError | undefined;
  readonly onFailure: (error: unknown) => void;
}
