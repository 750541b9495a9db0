/** How a teacher answers what a family asked: 「回复：…」, 「回复 张子涵：…」, 「同意请假」, 「不同意请假」, 「已当面说过」. */

export type TeacherReply =
  | { readonly verb: 'reply'; readonly name?: string; readonly text: string }
  | { readonly verb: 'grant' | 'refuse' | 'spoken'; readonly mark?: string };

const replyPattern = /^(?:回复|答复)\s*([^\s:：]{0,30}?)\s*[:：]\s*([\s\S]+)$/u;
const verbOf: ReadonlyMap<string, 'grant' | 'refuse' | 'spoken'> = new Map([
  ['同意请假', 'grant'],
  ['不同意请假', 'refuse'],
  ['先不同意', 'refuse'],
  ['已当面说过', 'spoken'],
]);
const pressPattern = /^(\p{Script=Han}{2,5})(?:\s*#([0-9A-Za-z_-]{8}))?$/u;

export function readTeacherReply(message: string): TeacherReply | undefined {
  const text = message.trim();
  const [, word, mark] = pressPattern.exec(text) ?? [];
  const verb = verbOf.get(word ?? '');
  if (verb !== undefined) return { verb, ...(mark === undefined ? {} : { mark }) };
  const [, name = '', said] = replyPattern.exec(text) ?? [];
  if (said === undefined || said.trim() === '') return undefined;
  return { verb: 'reply', text: said.trim(), ...(name === '' ? {} : { name }) };
}
