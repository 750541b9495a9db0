const shownCharacters = 12;

/** Enough of a sentence to know it again. */
export function firstWords(text: string, most = shownCharacters): string {
  const characters = Array.from(text.trim().replaceAll(/\s+/gu, ' '));
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join('');
}
