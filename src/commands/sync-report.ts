/** The lines an operator reads about a reading of the directory. */
import type { DirectoryPlan, KnownDirectory, PersonRef } from '../domain/directory/directory-plan.ts';
import { planCounts } from '../domain/directory/plan-counts.ts';
import type { PersonKind } from '../domain/vocabulary.ts';
import type { CommandWords } from './command-words.ts';

const shownNames = 8;
const kinds = ['staff', 'student', 'guardian'] as const satisfies readonly PersonKind[];
const words = { staff: 'staff', student: 'students', guardian: 'guardians' } as const satisfies Record<
  PersonKind,
  string
>;

export function syncLines(
  { plan, known }: { readonly plan: DirectoryPlan; readonly known: KnownDirectory },
  say: CommandWords,
): readonly string[] {
  const names = new Map([
    ...known.people.map(({ id, name }): [PersonRef, string] => [id, name]),
    ...plan.newPeople.map(({ key, name }): [PersonRef, string] => [key, name]),
  ]);
  const first = (list: readonly string[]): readonly string[] | undefined => {
    const filled = list.filter((name) => name !== '');
    if (filled.length === 0) return undefined;
    return filled.length > shownNames ? [...filled.slice(0, shownNames), '…'] : filled;
  };
  const nameOf = (ref: PersonRef): string => names.get(ref) ?? '';
  const counted = (
    sentence: 'sync_changed' | 'sync_ended' | 'sync_returned' | 'sync_gone' | 'sync_differs' | 'sync_asked',
    list: readonly string[],
  ): readonly string[] =>
    list.length === 0 ? [] : [say.say(sentence, { count: list.length, names: first(list) })];
  const added = kinds.flatMap((kind) => {
    const people = plan.newPeople.filter((person) => person.kind === kind);
    if (people.length === 0) return [];
    return [
      say.say('sync_added', {
        what: say.word(words[kind]),
        count: people.length,
        names: first(people.map(({ name }) => name)),
      }),
    ];
  });
  const counts = planCounts({ plan, known });
  const recognised = kinds.flatMap((kind) => {
    const count = counts.recognised[kind];
    return count === 0 ? [] : [say.say('sync_links', { what: say.word(words[kind]), count })];
  });
  const numbers = [
    ['sync_account_details', counts.accountDetails],
    ['sync_links_ended', counts.endedLinks],
    ['sync_guardianships', counts.guardianships],
    ['sync_guardianships_ended', counts.endedGuardianships],
    ['sync_roles', counts.roles],
    ['sync_roles_ended', counts.endedRoles],
  ] as const;
  const { differences, gone, unreadableClasses, clashes, heldBack } = plan.shown;
  const changes = [
    ...added,
    ...counted(
      'sync_changed',
      plan.changed.map(({ personId }) => nameOf(personId)),
    ),
    ...counted('sync_ended', plan.ended.map(nameOf)),
    ...counted('sync_returned', plan.returned.map(nameOf)),
    ...recognised,
    ...numbers.flatMap(([sentence, count]) => (count === 0 ? [] : [say.say(sentence, { count })])),
    ...counted(
      'sync_asked',
      plan.proposals.map(({ personId }) => nameOf(personId)),
    ),
  ];
  return [
    ...(changes.length === 0 ? [say.say('sync_nothing', {})] : changes),
    ...counted('sync_differs', [...new Set(differences.map(({ personId }) => nameOf(personId)))]),
    ...counted('sync_gone', gone.map(nameOf)),
    ...(unreadableClasses.length === 0 ? [] : [say.say('sync_unreadable', { classes: unreadableClasses })]),
    ...(clashes.length === 0 ? [] : [say.say('sync_clashes', { accounts: clashes })]),
    ...heldBack.flatMap(({ kind, missing, of }) =>
      kind === 'role'
        ? []
        : [say.say('sync_held', { what: say.word(kind === 'class' ? 'classes' : words[kind]), missing, of })],
    ),
  ];
}
