/** Visits to the console by people with roles, through the platform's sign-in. */
import type { StaffRole } from '../../../src/domain/vocabulary.ts';
import type { Database } from '../../../src/storage/open-database.ts';
import { hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import type { RunningProgram } from '../../support/running-program.ts';

export interface GivenRole {
  readonly name: string;
  readonly role: StaffRole;
  readonly scope?: string;
  readonly fromOn?: string;
  readonly untilOn?: string;
}

/** As the office would have set it on the first day of school. */
export async function giveRole(
  database: Database,
  running: RunningProgram,
  { name, role, scope = 'school', fromOn = '2026-09-01', untilOn }: GivenRole,
): Promise<void> {
  const { program, school } = running;
  await database.client.roleAssignment.create({
    data: {
      id: program.newId(),
      schoolId: school.id,
      personId: await running.personId(name),
      role,
      scope,
      fromOn,
      ...(untilOn === undefined ? {} : { untilOn }),
    },
  });
  await program.storage.schools.rosterChanged(school.id);
}

/** Opens a page that has a form with this action, and sends the form. */
export async function sendForm(
  browser: PhoneBrowser,
  page: Shown,
  action: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
): Promise<Shown> {
  const url = new URL(action, page.url).href;
  return browser.post(url, { ...hiddenFields(page.text, action), ...fields });
}
