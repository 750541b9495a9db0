/** update_template_card (doc 94888): one grey label instead of the buttons, or a whole new card. */
import { z } from 'zod';
import type { PhoneMessage } from './double.ts';
import { cardBubble } from './wecom-message-kinds.ts';
import type { Phones } from './wecom-phones.ts';
import type { ResponseCodes } from './wecom-response-codes.ts';
import { templateCard, type WireFault } from './wecom-template-card.ts';

export interface CardUpdateDeps {
  readonly agentId: number;
  readonly phones: Phones;
  readonly codes: ResponseCodes;
}

const update = z.looseObject({
  userids: z.array(z.string()).catch([]),
  atall: z.int().catch(0),
  agentid: z.int().catch(0),
  response_code: z.string().catch(''),
  button: z.looseObject({ replace_name: z.string() }).optional(),
  template_card: templateCard.extend({ replace_text: z.string().optional() }).optional(),
});
type Update = z.infer<typeof update>;

export function updateCard(
  { agentId, phones, codes }: CardUpdateDeps,
  body: unknown,
): { errcode: number; errmsg: string; invaliduser: readonly string[] } | WireFault {
  const { data } = update.safeParse(body);
  if (data === undefined) return { errcode: 40058, about: 'template_card' };
  if (data.agentid !== agentId) return { errcode: 42015, about: 'agentid' };
  const taskId = codes.redeem(data.response_code);
  if (taskId === undefined) return { errcode: 60140, about: 'response_code' };

  const asked = data.atall === 1 ? phones.people().map(({ userId }) => userId) : data.userids;
  for (const id of asked) {
    const shown = phones.messages(id).filter((message) => message.taskId === taskId);
    for (const message of shown) phones.replace(id, updated(message, data));
  }
  // Unlike message/send, this call answers with an array.
  return { errcode: 0, errmsg: 'ok', invaliduser: asked.filter((id) => phones.find(id) === undefined) };
}

/** As `update_button` does: a grey label instead of the buttons. */
export function withLabel({ selects: _selects, ...shown }: PhoneMessage, label: string): PhoneMessage {
  return {
    ...shown,
    buttons: [],
    text: [shown.text, `［${label}］`].filter((part) => part !== '').join('\n'),
  };
}

function updated(shown: PhoneMessage, { button, template_card: card }: Update): PhoneMessage {
  const { selects: _selects, ...plain } = shown;
  const looks = card === undefined ? { ...plain, buttons: [] } : cardBubble(card);
  const label = button?.replace_name ?? card?.replace_text ?? '';
  return {
    ...looks,
    number: shown.number,
    at: shown.at,
    taskId: shown.taskId,
    text: [looks.text, label === '' ? '' : `［${label}］`].filter((part) => part !== '').join('\n'),
    buttons: label === '' ? looks.buttons : [],
  };
}
