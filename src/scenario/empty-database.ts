/** A scenario begins with an empty database. What an earlier scenario left is cleared; a real school never is. */
import { Prisma } from '../generated/sqlite/client.ts';
import type { Database } from '../storage/open-database.ts';

export class RealDatabaseError extends Error {
  override readonly name = 'RealDatabaseError';
}

/** Marks a school as made by a scenario. */
export const scenarioCalendarId = 'scenario';

export async function emptyDatabase({ client }: Database): Promise<void> {
  const schools = await client.school.findMany({ select: { calendarId: true } });
  if (schools.length === 0) return;
  if (schools.some(({ calendarId }) => calendarId !== scenarioCalendarId))
    throw new RealDatabaseError('the database holds a school that no scenario made: give an empty one');
  const tables = Object.values(Prisma.ModelName);
  await client.$transaction(tables.map((table) => client.$executeRawUnsafe(`DELETE FROM "${table}"`)));
}
