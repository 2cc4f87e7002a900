/** A tag of an XML text and where it stands: `<x:c r="A1">` is an opening `c` with prefix `x:`. */
export type Tag = {
  readonly kind: 'open' | 'close' | 'empty';
  readonly prefix: string;
  /** Without the prefix. */
  readonly name: string;
  readonly attributes: string;
  /** Offsets of its first character and of what follows its last. */
  readonly start: number;
  readonly end: number;
};

/** The text is no XML, or of a kind that office files never are (with a document type). */
export class NotXml extends Error {}

/** What else begins with `<`, and how it ends. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];
const NAME = /([\w.-]+:)?([\w.-]+)/y;

/**
 * The tags of an XML text in their order, with their offsets, which event parsers do not give: whoever changes a few cells of a
 * large sheet keeps every other character as it is. Takes time in proportion to the text, whatever it holds. Throws NotXml.
 */
export function* tagsOf(xml: string): Generator<Tag> {
  let at = xml.indexOf('<');
  while (at !== -1) {
    const other = OTHERS.find(([begin]) => xml.startsWith(begin, at));
    const end = other === undefined ? endOfTag(xml, at) : endOf(xml, other[1], at);
    if (other === undefined) yield readTag(xml, at, end);
    at = xml.indexOf('<', end);
  }
}

function endOf(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found === -1) throw new NotXml(`no ${mark}`);
  return found + mark.length;
}

/** Behind the first `>` that stands in no attribute. */
function endOfTag(xml: string, start: number): number {
  for (let at = start + 1; at < xml.length; at += 1) {
    const character = xml[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") at = endOf(xml, character, at + 1) - 1;
  }
  throw new NotXml('a tag does not end');
}

function readTag(xml: string, start: number, end: number): Tag {
  const isClosing = xml[start + 1] === '/';
  NAME.lastIndex = start + (isClosing ? 2 : 1);
  const match = NAME.exec(xml);
  if (match === null) throw new NotXml('a tag without a name');
  const [whole, prefix = '', name = ''] = match;
  const isEmpty = xml[end - 2] === '/';
  return {
    kind: isClosing ? 'close' : isEmpty ? 'empty' : 'open',
    prefix,
    name,
    attributes: isClosing ? '' : xml.slice(match.index + whole.length, end - (isEmpty ? 2 : 1)),
    start,
    end,
  };
}

/** Longer ones are no cell's, row's or sheet's, and would take their time. */
const LONGEST_ATTRIBUTES = 4_096;

function boundedAttributes({ attributes }: Tag): string {
  if (attributes.length > LONGEST_ATTRIBUTES) throw new NotXml('a tag is too long');
  return attributes;
}

/** The value of an attribute by its name, prefix included; undefined where there is none. */
export function attribute(tag: Tag, name: string): string | undefined {
  for (const [, known, , double, single] of boundedAttributes(tag).matchAll(
    /([^\s=]+)\s*=\s*("([^"]*)"|'([^']*)')/g,
  )) {
    if (known === name) return unescapeXml(double ?? single ?? '');
  }
  return undefined;
}

/** The attributes of a tag but these. */
export function attributesWithout(tag: Tag, names: readonly string[]): string {
  return boundedAttributes(tag)
    .replaceAll(/\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')/g, (whole, name: string) =>
      names.includes(name) ? '' : whole,
    )
    .trimEnd();
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  return text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (hex === undefined && decimal === undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** A text as the content of an element. What XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>]/g, (character) => `&${character === '&' ? 'amp' : character === '<' ? 'lt' : 'gt'};`);
}

/** A piece of a text and what is to stand in its place; of those that begin at one place the earlier comes first. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Edits do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}
