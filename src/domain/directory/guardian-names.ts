/** Words for a guardian in a directory: the relation, and whether a name is a name. */
import { relationWords } from '../roster/roster-words.ts';
import { meaningOf } from '../roster/word-meaning.ts';
import type { GuardianRelation } from '../vocabulary.ts';

export function relationOf(written: string | undefined): GuardianRelation {
  return (written === undefined ? undefined : meaningOf(relationWords, written)) ?? 'other';
}

/** 小明妈妈, 张子涵的爸爸/张子轩的爸爸: made by the platform from the child's name; nobody is called so. */
const composed =
  /(?:爸爸|妈妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|家长|亲属|监护人|叔叔|阿姨|哥哥|姐姐)$/u;

export function ownName(written: string | undefined): string | undefined {
  const name = written?.trim() ?? '';
  return name === '' || composed.test(name) ? undefined : name;
}
