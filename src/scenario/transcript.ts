/** Played scenarios as a document to read: who wrote what, and what the program answered. */
import type { CommandWords } from '../commands/command-words.ts';
import { dayOf, minuteOfDay } from '../domain/day.ts';
import type { Utterance } from './conversation.ts';
import type { Played } from './play-scenario.ts';

const apartMs = 60_000;
/** A port that is free changes from run to run. */
const loopback = /http:\/\/127\.0\.0\.1:\d+/gu;
const schoolAddress = 'https://daoshi.example.cn';

export function transcript(words: CommandWords, played: readonly Played[]): string {
  const chapters = played.flatMap(({ name, conversation }, index) => {
    const used = [...new Set(conversation.map(({ platform }) => words.word(platform)))];
    return [
      `## ${index + 1}. ${name}`,
      words.say('transcript_on', { platforms: used }),
      ...conversation.map((utterance, place) => tell(words, utterance, conversation[place - 1])),
    ];
  });
  const head = [`# ${words.say('transcript_title', {})}`, words.say('transcript_about', {})];
  return `${[...head, ...chapters].join('\n\n').replaceAll(loopback, schoolAddress)}\n`;
}

function tell(words: CommandWords, utterance: Utterance, before: Utterance | undefined): string {
  const isLater = before === undefined || +utterance.at - +before.at >= apartMs;
  const when = isLater ? [`*${moment(words, utterance.at)}*`] : [];
  return [
    ...when,
    ...(utterance.from === 'person' ? spoken(words, utterance) : shown(words, utterance, before)),
  ].join('\n\n');
}

function spoken(words: CommandWords, { owner, text, buttons }: Utterance): string[] {
  const pressed = words.say('transcript_pressed', { button: buttons.join(' · ') });
  return [`**${owner}**：${plain(text === '' ? pressed : text)}`];
}

function shown(
  words: CommandWords,
  { owner, title, text, buttons, at }: Utterance,
  before: Utterance | undefined,
): string[] {
  const isAnswer = before?.owner === owner && +at - +before.at < apartMs;
  const lines = [title === '' ? '' : `**${plain(title)}**`, ...text.split('\n').map(plain)];
  if (buttons.length > 0) lines.push(buttons.map((button) => `［${button}］`).join(' '));
  const quoted = lines.filter((line) => line !== '').map((line) => `> ${line}`);
  return [...(isAnswer ? [] : [words.say('transcript_pushed', { owner })]), quoted.join('  \n')];
}

function moment(words: CommandWords, at: Date): string {
  const day = dayOf(at);
  const minute = minuteOfDay(at);
  const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
  return words.say('transcript_moment', {
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8)),
    time: time.join(':'),
  });
}

function plain(text: string): string {
  return text.replaceAll(/[\\*_`#<>[\]]/gu, String.raw`\$&`);
}
