/** `daoshi understand FILE.yaml`: scores the understanding of sentences against a corpus. For those who work on it. */
import { type Score, type ScoreReport, scoreCorpus } from '../understand/score-corpus.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { readOperatorFile } from './files.ts';
import type { Terminal } from './terminal.ts';

const shownFailures = 20;

export function understandCorpus(
  { words, terminal }: { readonly words: CommandWords; readonly terminal: Terminal },
  args: readonly string[],
): number {
  const { values, positionals } = readArguments('understand', {
    args: [...args],
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) throw new UsageError('understand', words.say('understand_no_file', {}));
  const text = readOperatorFile(file).toString('utf8');
  try {
    const report = scoreCorpus(text);
    terminal.print(values.json === true ? JSON.stringify(report, undefined, 2) : formatScore(report));
    return 0;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    terminal.complain(`${file}: ${error.message}`);
    return 2;
  }
}

function isUnreadable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error.name.startsWith('YAML') || /^(not a corpus|unknown context)/.test(error.message);
}

function formatScore({ summary, hard, tags, failures }: ScoreReport): string {
  const lines = [
    line('all', summary),
    line('hard', hard),
    ...Object.entries(tags).map(([tag, score]) => line(`  ${tag}`, score)),
    ...failures.slice(0, shownFailures).map(({ id, text }) => `${id}: ${text}`),
  ];
  const rest = failures.length - shownFailures;
  return [...lines, ...(rest > 0 ? [`… and ${rest} more; --json shows them all`] : [])].join('\n');
}

function line(name: string, score: Score): string {
  const percent = score.total === 0 ? '–' : `${((100 * score.exact) / score.total).toFixed(1)} %`;
  const { total, exact, silentlyWrong, needlessQuestions, missedConcern, groupLeak } = score;
  return (
    `${name}: ${exact}/${total} exact (${percent}), silently wrong ${silentlyWrong}, ` +
    `needless questions ${needlessQuestions}, missed concern ${missedConcern}, group leak ${groupLeak}`
  );
}
