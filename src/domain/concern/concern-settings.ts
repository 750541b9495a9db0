/** How long a concern may wait. A school changes it as settings of its scheme. */
import type { SchemeVersion } from '../schemes/scheme.ts';

export interface ConcernSettings {
  /** Daytime of a school day, in minutes since midnight. */
  readonly dayFrom: number;
  readonly dayUntil: number;
  /** Minutes of daytime until a strong sign without an answer is asked about again, and until the psych teacher hears. */
  readonly askAgainAfter: number;
  readonly escalateAfter: number;
  /** Minutes of daytime until who has not taken note is told again, and until the moral-education office is told. */
  readonly tellAgainAfter: number;
  readonly tellOfficeAfter: number;
  readonly tellsHomeroomTeacher: boolean;
}

const defaults: ConcernSettings = {
  dayFrom: 8 * 60,
  dayUntil: 18 * 60,
  askAgainAfter: 45,
  escalateAfter: 105,
  tellAgainAfter: 30,
  tellOfficeAfter: 60,
  tellsHomeroomTeacher: false,
};

export function concernSettings(scheme: SchemeVersion | undefined): ConcernSettings {
  const settings = scheme?.settings ?? {};
  const minutes = (name: string, usual: number): number => {
    const value = settings[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : usual;
  };
  return {
    dayFrom: minutes('concern_day_from', defaults.dayFrom),
    dayUntil: minutes('concern_day_until', defaults.dayUntil),
    askAgainAfter: minutes('concern_ask_again_after', defaults.askAgainAfter),
    escalateAfter: minutes('concern_escalate_after', defaults.escalateAfter),
    tellAgainAfter: minutes('concern_tell_again_after', defaults.tellAgainAfter),
    tellOfficeAfter: minutes('concern_tell_office_after', defaults.tellOfficeAfter),
    tellsHomeroomTeacher: settings['concern_tells_homeroom_teacher'] === true,
  };
}
