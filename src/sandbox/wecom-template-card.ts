/**
 * The fields of template cards that WeCom insists on (doc 90236). Where the reference names no number of its own for
 * a field, the fault is 40058, whose text names it.
 */
import { z } from 'zod';

/** A number of WeCom's, with the field it is about. */
export interface WireFault {
  readonly errcode: number;
  readonly about: string;
}

const string = z.string().catch('');
const optionList = z.array(z.looseObject({ id: string, text: string })).catch([]);
const question = z.looseObject({ question_key: string, title: string, option_list: optionList });

export const templateCard = z.looseObject({
  card_type: string,
  task_id: string,
  main_title: z.looseObject({ title: string, desc: string }).catch({ title: '', desc: '' }),
  sub_title_text: string,
  horizontal_content_list: z
    .array(
      z.looseObject({
        type: z.int().catch(0),
        keyname: string,
        value: string,
        url: string,
        media_id: string,
        userid: string,
      }),
    )
    .catch([]),
  vertical_content_list: z.array(z.looseObject({ title: string })).catch([]),
  jump_list: z.array(z.looseObject({ type: z.int().catch(0), title: string, url: string })).catch([]),
  card_action: z.looseObject({ type: z.int().catch(0), url: string }).catch({ type: 0, url: '' }),
  action_menu: z
    .looseObject({ action_list: z.array(z.looseObject({ text: string, key: string })).catch([]) })
    .optional()
    .catch(undefined),
  button_list: z
    .array(
      z.looseObject({
        type: z.int().catch(0),
        text: string,
        key: string,
        url: string,
      }),
    )
    .catch([]),
  button_selection: question.optional().catch(undefined),
  checkbox: question.optional().catch(undefined),
  select_list: z.array(question).catch([]),
  submit_button: z.looseObject({ text: string, key: string }).optional().catch(undefined),
  /** Only to find the slip of nesting the card twice. */
  template_card: z.unknown().optional(),
});

export type TemplateCardWire = z.infer<typeof templateCard>;

const interactiveKinds: ReadonlySet<string> = new Set([
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
]);

/** Kinds that call back, and so need an address to call (43012), a task id, and get a response code. */
export function isInteractive(card: TemplateCardWire): boolean {
  return interactiveKinds.has(card.card_type) || card.action_menu !== undefined;
}

export function checkTemplateCard(card: TemplateCardWire): WireFault | undefined {
  const isKnown = interactiveKinds.has(card.card_type) || /^(?:text|news)_notice$/.test(card.card_type);
  return firstFault([
    [card.template_card !== undefined, 41016, 'missing title'],
    [!isKnown, 40058, 'template_card.card_type'],
    [isInteractive(card) && !/^[0-9A-Za-z_@-]{1,128}$/.test(card.task_id), 42014, 'template_card.task_id'],
    [card.main_title.title === '' && !hasOtherTitle(card), 41016, 'template_card.main_title.title'],
    ...rowFaults(card),
    [card.jump_list.length > 3, 42042, 'template_card.jump_list'],
    [card.jump_list.some(({ title }) => title === ''), 42033, 'template_card.jump_list.title'],
    [card.card_type.endsWith('notice') && !hasAction(card), 42045, 'template_card.card_action'],
    ...menuFaults(card),
    ...buttonFaults(card),
    ...questionFaults(card),
  ]);
}

type Rule = readonly [isBroken: boolean, errcode: number, about: string];

function firstFault(rules: readonly Rule[]): WireFault | undefined {
  const [, errcode, about] = rules.find(([isBroken]) => isBroken) ?? [];
  return errcode === undefined || about === undefined ? undefined : { errcode, about };
}

function hasOtherTitle(card: TemplateCardWire): boolean {
  return card.card_type === 'text_notice' && card.sub_title_text !== '';
}

function hasAction({ card_action: action }: TemplateCardWire): boolean {
  return (action.type === 1 && /^https?:\/\//.test(action.url)) || action.type === 2;
}

function rowFaults({
  horizontal_content_list: rows,
  vertical_content_list: texts,
}: TemplateCardWire): Rule[] {
  const path = 'template_card.horizontal_content_list';
  return [
    [rows.length > 6, 42035, path],
    [rows.some(({ keyname }) => keyname === ''), 42027, `${path}.keyname`],
    [rows.some(({ type, url }) => type === 1 && url === ''), 42028, `${path}.url`],
    [rows.some(({ type, media_id: id }) => type === 2 && id === ''), 42029, `${path}.media_id`],
    [rows.some(({ type, userid }) => type === 3 && userid === ''), 42050, `${path}.userid`],
    [texts.length > 4, 42036, 'template_card.vertical_content_list'],
  ];
}

function menuFaults({ action_menu: menu }: TemplateCardWire): Rule[] {
  if (menu === undefined) return [];
  const keys = menu.action_list.map(({ key }) => key);
  return [
    [keys.length === 0 || keys.length > 3, 40058, 'template_card.action_menu.action_list'],
    [hasRepeats(keys) || keys.some(isBadKey), 42051, 'template_card.action_menu.action_list.key'],
  ];
}

function buttonFaults(card: TemplateCardWire): Rule[] {
  if (card.card_type !== 'button_interaction') return [];
  const { button_list: buttons } = card;
  const path = 'template_card.button_list';
  return [
    [buttons.length === 0 || buttons.length > 6, 40058, path],
    [buttons.some(({ text }) => text === ''), 40058, `${path}.text`],
    [buttons.some(({ type, key }) => type === 0 && isBadKey(key)), 40058, `${path}.key`],
    [buttons.some(({ type, url }) => type === 1 && !/^https?:\/\//.test(url)), 40058, `${path}.url`],
  ];
}

function questionFaults(card: TemplateCardWire): Rule[] {
  const needsSubmit = card.card_type === 'vote_interaction' || card.card_type === 'multiple_interaction';
  const questions = [card.button_selection, card.checkbox, ...card.select_list].filter(
    (one) => one !== undefined,
  );
  const most = card.checkbox === undefined ? 10 : 20;
  return [
    [needsSubmit && isBadKey(card.submit_button?.key ?? ''), 40058, 'template_card.submit_button.key'],
    [card.card_type === 'vote_interaction' && card.checkbox === undefined, 40058, 'template_card.checkbox'],
    [
      card.card_type === 'multiple_interaction' &&
        (card.select_list.length < 1 || card.select_list.length > 3),
      40058,
      'template_card.select_list',
    ],
    [questions.some(({ question_key: key }) => isBadKey(key)), 40058, 'question_key'],
    [hasRepeats(questions.map(({ question_key: key }) => key)), 40058, 'question_key'],
    [
      questions.some(({ option_list: list }) => list.length === 0 || list.length > most),
      40058,
      'option_list',
    ],
    [
      questions.some(({ option_list: list }) => hasRepeats(list.map(({ id }) => id))),
      40058,
      'option_list.id',
    ],
  ];
}

function isBadKey(key: string): boolean {
  return key === '' || Buffer.byteLength(key) > 1024;
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
