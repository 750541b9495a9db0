/** What a platform's directory said, in our words and complete as far as it goes. Ids are spelled as the platform spells them. */
import type { GuardianRelation } from '../vocabulary.ts';

export interface DirectoryDepartment {
  readonly id: string;
  readonly name: string;
}

export interface DirectoryStaff {
  readonly userId: string;
  /** DingTalk: the same over all apps of a corporation. */
  readonly unionId?: string;
  readonly name: string;
  /** 工号, where the directory holds one. */
  readonly number?: string;
  readonly phone?: string;
  /** Departments this person leads. */
  readonly leads: readonly string[];
}

export interface StaffDirectory {
  readonly departments: readonly DirectoryDepartment[];
  readonly staff: readonly DirectoryStaff[];
}

export interface ClassTeacher {
  readonly userId: string;
  readonly role: 'homeroom_teacher' | 'subject_teacher';
}

export interface DirectoryClass {
  readonly id: string;
  /** As the directory writes it, with its grade where that stands apart. */
  readonly name: string;
  /** Absent where the names say neither grade nor number. */
  readonly grade?: number;
  readonly number?: number;
  /** Where the list of classes names them already. */
  readonly teachers?: readonly ClassTeacher[];
}

export interface ClassList {
  readonly classes: readonly DirectoryClass[];
  readonly gradeHeads: readonly { readonly userId: string; readonly grade: number }[];
}

export interface DirectoryStudent {
  readonly userId: string;
  readonly unionId?: string;
  readonly name: string;
  /** 学号, where the directory holds one. */
  readonly number?: string;
}

export interface DirectoryGuardian {
  readonly userId: string;
  readonly unionId?: string;
  /** Absent where the directory has none, or only one made of the child's: 小明妈妈. */
  readonly name?: string;
  readonly phone?: string;
  /** WeCom: whether school notices reach this guardian. */
  readonly isSubscribed?: boolean;
  /** Of the class that was read. */
  readonly children: readonly { readonly studentUserId: string; readonly relation: GuardianRelation }[];
}

export interface ClassRoll {
  readonly students: readonly DirectoryStudent[];
  readonly guardians: readonly DirectoryGuardian[];
  readonly teachers: readonly ClassTeacher[];
}
