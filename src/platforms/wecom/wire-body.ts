/** XML and JSON bodies of callbacks, read into one neutral tree. Names are compared without regard to case (doc 90968, 92052). */
import { XMLParser } from 'fast-xml-parser';

export interface WireNode {
  readonly text: string;
  /** By lower-cased name; an element that came once is a list of one. */
  readonly children: ReadonlyMap<string, readonly WireNode[]>;
}

export interface WireBody {
  readonly form: 'xml' | 'json';
  readonly root: WireNode;
}

/** `undefined` where the body is not readable, or holds what no genuine body holds. */
export function readBody(text: string): WireBody | undefined {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const form = trimmed.startsWith('{') ? 'json' : 'xml';
  const root = form === 'json' ? readJson(trimmed) : readXml(trimmed);
  return root === undefined ? undefined : { form, root };
}

/** Text of the first child of that name; empty where there is none. */
export function childText(node: WireNode, name: string): string {
  return children(node, name)[0]?.text ?? '';
}

export function children(node: WireNode, name: string): readonly WireNode[] {
  return node.children.get(name.toLowerCase()) ?? [];
}

/** Genuine bodies nest five deep. */
const deepest = 12;

const xmlParser = new XMLParser({
  preserveOrder: true,
  cdataPropName: '#cdata',
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

function readXml(text: string): WireNode | undefined {
  const document = parseXml(text);
  if (!Array.isArray(document) || document.length !== 1) return undefined;
  const [root] = elementsOf(document);
  return root === undefined || root.name === '#text' ? undefined : xmlNode(root.content, 0);
}

function parseXml(text: string): unknown {
  try {
    return xmlParser.parse(text);
  } catch {
    return undefined;
  }
}

interface XmlElement {
  readonly name: string;
  readonly content: unknown;
}

/** The parser gives each element as an object with one key. */
function elementsOf(content: unknown): XmlElement[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((element: unknown) => {
    if (typeof element !== 'object' || element === null) return [];
    return Object.entries(element)
      .slice(0, 1)
      .map(([name, inner]) => ({ name, content: inner }));
  });
}

function xmlNode(content: unknown, depth: number): WireNode | undefined {
  if (depth > deepest) return undefined;
  const elements = elementsOf(content);
  const tags = elements.filter(({ name }) => !name.startsWith('#'));
  const nodes: [string, WireNode][] = [];
  for (const tag of tags) {
    const node = xmlNode(tag.content, depth + 1);
    if (node === undefined) return undefined;
    nodes.push([tag.name, node]);
  }
  return { text: tags.length === 0 ? xmlText(elements) : '', children: byName(nodes) };
}

/** White space counts inside CDATA only; entities count outside of it only. */
function xmlText(elements: readonly XmlElement[]): string {
  const hasCdata = elements.some(({ name }) => name === '#cdata');
  const parts = elements.map(({ name, content }) => {
    if (name === '#cdata') {
      return elementsOf(content)
        .map((part) => asText(part.content))
        .join('');
    }
    const plain = decodeEntities(asText(content));
    return hasCdata ? plain.trim() : plain;
  });
  return hasCdata ? parts.join('') : parts.join('').trim();
}

const namedEntities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** One pass, so that `&amp;lt;` stays `&lt;`. What is no entity of XML itself stays as it is. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return namedEntities.get(name) ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

function readJson(text: string): WireNode | undefined {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? jsonNode(value, 0)
    : undefined;
}

/** MsgId is a 64-bit number, which JSON.parse would round: long integers become strings first. */
function parseJson(text: string): unknown {
  const safe = text.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/gs, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  try {
    return JSON.parse(safe);
  } catch {
    return undefined;
  }
}

function jsonNode(value: unknown, depth: number): WireNode | undefined {
  if (depth > deepest) return undefined;
  if (typeof value !== 'object' || value === null) return { text: asText(value), children: new Map() };
  const nodes: [string, WireNode][] = [];
  for (const [name, inner] of Object.entries(value)) {
    for (const item of Array.isArray(inner) ? inner : [inner]) {
      const node = jsonNode(item, depth + 1);
      if (node === undefined) return undefined;
      nodes.push([name, node]);
    }
  }
  return { text: '', children: byName(nodes) };
}

function byName(nodes: readonly [string, WireNode][]): ReadonlyMap<string, readonly WireNode[]> {
  const grouped = new Map<string, WireNode[]>();
  for (const [name, node] of nodes) {
    const key = name.toLowerCase();
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, [node]);
    else group.push(node);
  }
  return grouped;
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
