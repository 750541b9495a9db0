/** An event says "read again": it is noted, and never applied itself, since events get lost, doubled and out of order. */
import { withWanted } from '../../domain/directory/changed-part.ts';
import type { InboundContent } from '../../domain/message.ts';
import type { Tables } from '../../storage/storage.ts';

/** Does nothing where the directory of this account was never written. */
export async function noteDirectoryChange(
  tables: Pick<Tables, 'directories'>,
  accountId: string,
  {
    event,
    now,
  }: { readonly event: Extract<InboundContent, { kind: 'directory_changed' }>; readonly now: Date },
): Promise<void> {
  const reading = await tables.directories.reading(accountId);
  if (reading === undefined) return;
  await tables.directories.keepReading(accountId, {
    ...reading,
    wantedSince: reading.wantedSince ?? now,
    wantedIds: withWanted(reading.wantedIds, event),
  });
}
