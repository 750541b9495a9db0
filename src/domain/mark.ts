/** The random end of an id: enough to tell whose button was pressed, short enough to stand in a chat. */
export const markLength = 8;

export function markOf(id: string): string {
  return id.slice(-markLength);
}
