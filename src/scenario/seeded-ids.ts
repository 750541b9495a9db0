/** Ids that are the same in every run, in the form of a UUID, ascending in the order in which they were made. */
export function createSeededIds(): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
  };
}
