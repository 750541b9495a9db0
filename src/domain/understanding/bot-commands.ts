/** Short commands that are the whole message: 本周, 改日期, 不用了. Everything longer is a sentence (`understand.ts`). */
import { type BotCommand, botCommandWords } from './lexicon/bot-command-words.ts';
import { normalise } from './normalise.ts';

const commands: ReadonlyMap<string, BotCommand> = new Map(
  (Object.keys(botCommandWords) as BotCommand[]).flatMap((command) =>
    botCommandWords[command].split(' ').map((written): [string, BotCommand] => [written, command]),
  ),
);

const politeHead = /^(?:请|麻烦|帮我|给我|我要|我想|看一下|看看|看下|查一下|查下|查查|看|查)+/u;
const politeTail = /[呢吧啊呀吗了哈的。.！!？?，,~～\s]+$/u;

const longestCommand = 24;

export function readBotCommand(text: string): BotCommand | undefined {
  if (text.length > longestCommand) return undefined;
  const plain = normalise(text).text.trim();
  const short = plain.replace(politeTail, '');
  return commands.get(plain) ?? commands.get(short) ?? commands.get(short.replace(politeHead, ''));
}
