import { fileURLToPath } from 'node:url';

/** The wording as shipped, beside `src` and `dist` alike. */
export const cardsFolder = fileURLToPath(new URL('../../cards/', import.meta.url));
