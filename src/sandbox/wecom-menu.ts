/** menu/create (doc 90231): three entries, five below each, names in bytes; the last menu replaces the one before. */
import { z } from 'zod';
import type { PhoneMenuEntry } from './double.ts';
import type { SendCall } from './wecom-send-calls.ts';

export interface Menus {
  readonly calls: ReadonlyMap<string, SendCall>;
  entries(): readonly PhoneMenuEntry[];
}

const string = z.string().catch('');
const leaf = z.looseObject({ type: string, name: string, key: string, url: string });
const entry = leaf.extend({ sub_button: z.array(leaf).catch([]) });
const menu = z.looseObject({ button: z.array(entry) });
type Leaf = z.infer<typeof leaf>;

export function createMenus(agentId: number): Menus {
  let current: readonly PhoneMenuEntry[] = [];
  const create: SendCall = (body, { query }) => {
    if (query.get('agentid') !== String(agentId)) return { errcode: 40056, about: 'agentid' };
    const { data } = menu.safeParse(body);
    if (data === undefined) return { errcode: 40016, about: 'button' };
    const fault = faultOf(data.button);
    if (fault !== undefined) return fault;
    current = data.button.map((each) =>
      each.sub_button.length === 0
        ? shown(each)
        : { text: each.name, entries: each.sub_button.map((below) => shown(below)) },
    );
    return { errcode: 0, errmsg: 'ok' };
  };
  return { calls: new Map([['/cgi-bin/menu/create', create]]), entries: () => current };
}

function shown({ name, type, key, url }: Leaf): PhoneMenuEntry {
  return type === 'view' ? { text: name, url } : { text: name, key };
}

function faultOf(buttons: z.infer<typeof menu>['button']): ReturnType<SendCall> | undefined {
  if (buttons.length < 1 || buttons.length > 3) return { errcode: 40016, about: 'button' };
  if (buttons.some(({ sub_button: below }) => below.length > 5))
    return { errcode: 40023, about: 'sub_button' };
  const leaves = buttons.flatMap((each) => (each.sub_button.length === 0 ? [each] : each.sub_button));
  const isTooLong = (name: string, bytes: number) => name === '' || Buffer.byteLength(name) > bytes;
  if (buttons.some(({ name }) => isTooLong(name, 16))) return { errcode: 40018, about: 'name' };
  if (leaves.some(({ name }) => isTooLong(name, 40))) return { errcode: 40025, about: 'sub_button.name' };
  if (leaves.some(({ type }) => type !== 'click' && type !== 'view'))
    return { errcode: 40017, about: 'type' };
  if (leaves.some(({ type, key }) => type === 'click' && (key === '' || Buffer.byteLength(key) > 128)))
    return { errcode: 40019, about: 'key' };
  if (leaves.some(({ type, url }) => type === 'view' && !/^https?:\/\//.test(url)))
    return { errcode: 40020, about: 'url' };
  return undefined;
}
