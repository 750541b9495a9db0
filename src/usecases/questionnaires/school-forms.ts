/**
 * The forms a school can ask: the ready bank, and its own, of which the latest version holds; one of its own under a key
 * of the bank stands in its place. Every version stays. What minors may not be asked waits for the psych teacher.
 */
import { createHash } from 'node:crypto';
import { parseDocument } from 'yaml';
import { itemsOf, type QuestionnaireForm } from '../../domain/questionnaires/form.ts';
import { checkForm, type FormFault, readForm } from '../../domain/questionnaires/form-schema.ts';
import { type UnsafeItem, unsafeItems, wordingOf } from '../../domain/questionnaires/item-safety.ts';
import { holds } from '../../domain/visibility/standing.ts';
import type { SchoolForm } from '../../storage/school-forms.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { ConsoleScene } from '../console/console-scene.ts';

export type FormBank = ReadonlyMap<string, QuestionnaireForm>;

export async function formsOf(
  { schoolForms }: Pick<Tables, 'schoolForms'>,
  schoolId: string,
  bank: FormBank,
): Promise<FormBank> {
  const own = (await schoolForms.latest(schoolId)).map((form) => [form.key, readOwn(form)] as const);
  return new Map([...bank, ...own]);
}

export async function formOf(
  { schoolForms }: Pick<Tables, 'schoolForms'>,
  { schoolId, key, bank }: { readonly schoolId: string; readonly key: string; readonly bank: FormBank },
): Promise<QuestionnaireForm | undefined> {
  const [latest] = await schoolForms.versions(schoolId, key);
  return latest === undefined ? bank.get(key) : readOwn(latest);
}

/** It was checked when it was saved. */
function readOwn({ yaml, version }: SchoolForm): QuestionnaireForm {
  return readForm({ ...(parseDocument(yaml).toJS() as object), version });
}

/** What a form asks minors and nobody has signed off as it is worded; while there is one, no round with it opens. */
export async function heldBackItems(
  { schoolForms }: Pick<Tables, 'schoolForms'>,
  schoolId: string,
  form: QuestionnaireForm,
): Promise<readonly UnsafeItem[]> {
  const hashes = new Set((await schoolForms.signOffs(schoolId)).map(({ wordingHash }) => wordingHash));
  const wordings = itemsOf(form).map(wordingOf);
  return unsafeItems(form, new Set(wordings.filter((wording) => hashes.has(hashOf(wording)))));
}

function hashOf(wording: string): string {
  return createHash('sha256').update(wording).digest('hex');
}

interface FormDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  readonly isTaken: (error: unknown) => boolean;
}

export type SavedForm =
  | { readonly key: string; readonly version: number }
  /** The line of the text, where it is no YAML. */
  | { readonly unreadableAt: number }
  | { readonly faults: readonly FormFault[] }
  | { readonly refused: 'saved_meanwhile' };

/** The version is counted by the program, whatever the text says. */
export async function saveForm(
  deps: FormDeps,
  scene: ConsoleScene,
  { yaml, bank }: { readonly yaml: string; readonly bank: FormBank },
): Promise<SavedForm> {
  const document = parseDocument(yaml);
  const [broken] = document.errors;
  if (broken !== undefined) return { unreadableAt: broken.linePos?.[0].line ?? 1 };
  const value: unknown = document.toJS();
  const checked = checkForm(typeof value === 'object' && value !== null ? { ...value, version: 1 } : value);
  if ('faults' in checked) return checked;
  const { key } = checked.form;
  try {
    return await deps.storage.transaction((tables) => store(deps, { ...scene, tables }, { key, yaml, bank }));
  } catch (error) {
    if (deps.isTaken(error)) return { refused: 'saved_meanwhile' };
    throw error;
  }
}

async function store(
  { newId }: FormDeps,
  { tables, school, person, now }: ConsoleScene,
  { key, yaml, bank }: { readonly key: string; readonly yaml: string; readonly bank: FormBank },
): Promise<{ readonly key: string; readonly version: number }> {
  const [latest] = await tables.schoolForms.versions(school.id, key);
  const version = Math.max(latest?.version ?? 0, bank.get(key)?.version ?? 0) + 1;
  await tables.schoolForms.add({
    id: newId(),
    schoolId: school.id,
    key,
    version,
    yaml,
    changedAt: now,
    changedById: person.id,
  });
  await tables.audit.add([
    {
      id: newId(),
      schoolId: school.id,
      at: now,
      actorId: person.id,
      verb: 'form_saved',
      subjectId: school.id,
      detail: { form: key, version },
    },
  ]);
  return { key, version };
}

export function signsOff({ look }: Pick<ConsoleScene, 'look'>): boolean {
  return holds(look, 'psych_teacher');
}

/** `wording`: what was read before the button was pressed; where it has changed meanwhile nothing is signed. */
export function signItem(
  deps: Pick<FormDeps, 'storage' | 'newId'>,
  scene: ConsoleScene,
  wanted: {
    readonly key: string;
    readonly itemKey: string;
    readonly wording: string;
    readonly bank: FormBank;
  },
): Promise<'signed' | { readonly refused: 'not_yours' | 'changed' }> {
  return deps.storage.transaction(async (tables) => {
    const { school, person, now, today } = scene;
    if (!signsOff(scene)) return { refused: 'not_yours' };
    const form = await formOf(tables, { schoolId: school.id, ...wanted });
    const item = form && itemsOf(form).find(({ key }) => key === wanted.itemKey);
    if (item === undefined || markOfWording(wordingOf(item)) !== wanted.wording)
      return { refused: 'changed' };
    const isNew = await tables.schoolForms.sign({
      id: deps.newId(),
      schoolId: school.id,
      wordingHash: hashOf(wordingOf(item)),
      signedById: person.id,
      signedOn: today,
    });
    if (isNew)
      await tables.audit.add([
        {
          id: deps.newId(),
          schoolId: school.id,
          at: now,
          actorId: person.id,
          verb: 'form_item_signed',
          subjectId: school.id,
          detail: { form: wanted.key, item: wanted.itemKey },
        },
      ]);
    return 'signed';
  });
}

/** Stands in the form that signs. */
export function markOfWording(wording: string): string {
  return hashOf(wording).slice(0, 32);
}
