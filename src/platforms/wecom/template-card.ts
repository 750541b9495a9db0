/** A FilledCard as template card text_notice, button_interaction or multiple_interaction (doc 90236). */
import type { CardSelect, FilledCard } from '../../domain/message.ts';
import { charCount, withoutControls } from './cut.ts';
import { type WecomLimits, wecomLimits } from './limits.ts';
import type { CardButtonWire, CardRow, TemplateCard } from './wire.ts';

/** `undefined` where the card has neither button nor link, or does not fit without losing a character. */
export function layoutTemplateCard(
  card: FilledCard,
  taskId: string,
  limits: WecomLimits = wecomLimits,
): TemplateCard | undefined {
  if (card.selects !== undefined) return selectionCard(card, card.selects, taskId, limits);
  const head = layoutHead(card, limits);
  if (head === undefined) return undefined;
  return card.buttons.length > 0
    ? interactionCard(card, head, taskId, limits)
    : noticeCard(card, head, taskId, limits);
}

type Head = Pick<TemplateCard, 'main_title' | 'sub_title_text' | 'horizontal_content_list'>;

function interactionCard(
  card: FilledCard,
  head: Head,
  taskId: string,
  limits: WecomLimits,
): TemplateCard | undefined {
  const buttons = card.buttons.map(
    ({ key, text }, index): CardButtonWire => ({
      text: withoutControls(text),
      style: index === 0 ? 1 : 2,
      key,
    }),
  );
  const opening: CardButtonWire[] =
    card.link === undefined ? [] : [{ type: 1, text: card.link.text, style: 2, url: card.link.url }];
  const all = [...buttons, ...opening];
  const fits =
    all.length <= limits.buttons &&
    all.every(({ text }) => isWithin(text, limits.buttonTextChars)) &&
    card.buttons.every(({ key }) => key !== '' && Buffer.byteLength(key) <= limits.buttonKeyBytes);
  return fits ? { card_type: 'button_interaction', task_id: taskId, ...head, button_list: all } : undefined;
}

/** Takes no paragraph and no rows: what the lines say must fit beside the title. */
function selectionCard(
  { title, lines, buttons: [submit] }: FilledCard,
  selects: readonly CardSelect[],
  taskId: string,
  limits: WecomLimits,
): TemplateCard | undefined {
  const desc = lines.map(withoutControls).join(' ');
  const select_list = selects.map((select) => ({
    question_key: select.key,
    title: withoutControls(select.title),
    option_list: select.options.map(({ id, text }) => ({ id, text: withoutControls(text) })),
  }));
  if (submit === undefined || !isWithin(title, limits.titleChars)) return undefined;
  const fits =
    charCount(desc) <= limits.titleDescChars &&
    isWithin(submit.text, limits.buttonTextChars) &&
    select_list.length <= limits.selects &&
    select_list.every(({ option_list: options }) => fitOptions(options, limits));
  if (!fits) return undefined;
  return {
    card_type: 'multiple_interaction',
    task_id: taskId,
    main_title: { title: withoutControls(title), ...(desc === '' ? {} : { desc }) },
    select_list,
    submit_button: { text: withoutControls(submit.text), key: submit.key },
  };
}

function fitOptions(options: readonly { id: string; text: string }[], limits: WecomLimits): boolean {
  return (
    options.length > 0 &&
    options.length <= limits.options &&
    options.every(
      ({ id, text }) =>
        id !== '' && Buffer.byteLength(id) <= limits.optionIdBytes && isWithin(text, limits.optionTextChars),
    )
  );
}

function noticeCard(
  card: FilledCard,
  head: Head,
  taskId: string,
  limits: WecomLimits,
): TemplateCard | undefined {
  if (card.link === undefined || !isWithin(card.link.text, limits.jumpTitleChars)) return undefined;
  const { text: title, url } = card.link;
  return {
    card_type: 'text_notice',
    task_id: taskId,
    ...head,
    jump_list: [{ type: 1, title, url }],
    card_action: { type: 1, url },
  };
}

/** Lines like 「学生：……」 at the end become rows; what stands before them becomes the paragraph above the rows. */
function layoutHead(card: FilledCard, limits: WecomLimits): Head | undefined {
  const [title = '', ...lines] = [card.title, ...card.lines]
    .filter((line) => line !== '')
    .map(withoutControls);
  const rows = trailingRows(lines, limits);
  const paragraph = lines.slice(0, lines.length - rows.length).join('\n');
  if (!isWithin(title, limits.titleChars) || charCount(paragraph) > limits.subTitleChars) return undefined;
  return {
    main_title: { title },
    ...(paragraph === '' ? {} : { sub_title_text: paragraph }),
    ...(rows.length === 0 ? {} : { horizontal_content_list: rows }),
  };
}

function trailingRows(lines: readonly string[], limits: WecomLimits): CardRow[] {
  const rows: CardRow[] = [];
  for (const line of lines.toReversed()) {
    const row = readRow(line, limits);
    if (row === undefined || rows.length === limits.rows) break;
    rows.unshift(row);
  }
  return rows;
}

function readRow(line: string, limits: WecomLimits): CardRow | undefined {
  const [, keyname = '', value = ''] = /^([^：\n]+)：([^\n]+)$/.exec(line) ?? [];
  const fits = isWithin(keyname, limits.rowNameChars) && isWithin(value, limits.rowValueChars);
  return fits ? { keyname, value } : undefined;
}

function isWithin(text: string, limitChars: number): boolean {
  return text.trim() !== '' && charCount(text) <= limitChars;
}
