/** Answers about the directories: members and departments (doc 90196 ff.), home–school contacts (doc 92337 ff.). */
import { z } from 'zod';

const text = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).replaceAll('\u0000', '').trim());
const id = text.pipe(z.string().min(1).max(128));
const optionalText = text.optional().catch(undefined);
const wholeNumber = z.coerce.number().int().optional().catch(undefined);

/** A list must be one: an answer without it is a broken answer, not an empty school. Broken entries are left out. */
function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z
    .array(z.unknown())
    .transform((entries) => entries.flatMap((one) => entry.safeParse(one).data ?? []));
}
function optionalList<Entry extends z.ZodType>(entry: Entry) {
  return listOf(entry).optional().catch(undefined);
}

export const departmentList = z.looseObject({
  department: listOf(z.looseObject({ id, name: optionalText, department_leader: optionalList(id) })),
});

export const memberList = z.looseObject({
  userlist: listOf(
    z.looseObject({
      userid: id,
      name: optionalText,
      mobile: optionalText,
      department: optionalList(id),
      is_leader_in_dept: optionalList(z.coerce.number()),
      status: wholeNumber,
      extattr: z
        .looseObject({
          attrs: optionalList(z.looseObject({ name: text, value: optionalText })),
        })
        .optional()
        .catch(undefined),
    }),
  ),
});
export type Member = z.output<typeof memberList>['userlist'][number];

export const unitList = z.looseObject({
  departments: listOf(
    z.looseObject({
      id,
      parentid: optionalText,
      name: optionalText,
      type: wholeNumber,
      is_graduated: wholeNumber,
      department_admins: optionalList(z.looseObject({ userid: id, type: wholeNumber })),
    }),
  ),
});
export type Unit = z.output<typeof unitList>['departments'][number];

/** doc 92340: students of one class, each with its guardians. */
export const studentList = z.looseObject({
  students: listOf(z.looseObject({ student_userid: id, name: optionalText })),
});

/** doc 92341. `mobile` is missing where the app may not read it (wecom.md §5.5). */
export const parentList = z.looseObject({
  parents: listOf(
    z.looseObject({
      parent_userid: id,
      mobile: optionalText,
      is_subscribe: wholeNumber,
      children: optionalList(z.looseObject({ student_userid: id, relation: optionalText })),
    }),
  ),
});
