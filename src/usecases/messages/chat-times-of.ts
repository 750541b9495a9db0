/** A school's times of chat, read at each use: a change on the console holds at once, on every instance. */
import { type ChatTimes, readChatTimes } from '../../domain/drafts/chat-times.ts';
import type { Tables } from '../../storage/storage.ts';

export function chatTimesSetting(schoolId: string): string {
  return `chat_times|${schoolId}`;
}

export async function chatTimesOf(
  { settings }: Pick<Tables, 'settings'>,
  schoolId: string,
): Promise<ChatTimes> {
  return readChatTimes(await settings.get(chatTimesSetting(schoolId)));
}
