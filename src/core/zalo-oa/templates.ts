/**
 * Templates of Zalo's business messages (ZBS, formerly ZNS): texts that Zalo approves once, with named places that each message
 * fills. Their limits are Zalo's; lengths are those of composed characters (NFC) in UTF-16 units.
 */

/** What we send as a template, by the name that ZALO_TEMPLATES gives it. */
export const TEMPLATE_KINDS = ['nhac-han', 'tong-hop'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** The longest value that Zalo takes for each type of parameter. */
export const PARAM_CAPS = {
  name: 30,
  address: 200,
  code: 30,
  label: 30,
  amount: 20,
  date: 20,
  url: 200,
} as const;
export type ParamType = keyof typeof PARAM_CAPS;

export type TemplateParam = {
  readonly type: ParamType;
  /** What stands there, for who approves it. */
  readonly meaning: string;
  readonly example: string;
  /** A name that may lose its end, which an ellipsis shows; anything else that is too long is refused. */
  readonly shortens?: true;
};

/** `<param>` in a text is the place of a parameter. */
export type Template = {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly table: readonly { readonly label: string; readonly value: string }[];
  /** All lead to the account's page. */
  readonly buttons: readonly string[];
  readonly params: Readonly<Record<string, TemplateParam>>;
};

/** What fills a template, and what it is about; `data` names every parameter but the reader's name. */
export type TemplateUse = {
  readonly kind: TemplateKind;
  /** The period's code. */
  readonly period: string;
  readonly data: Readonly<Record<string, string>>;
  /** The message says more: it has to be told when its person is heard from. */
  readonly isPart?: true;
};

type Range = readonly [least: number, most: number];
const LIMITS = {
  title: [9, 65],
  titleParams: [0, 4],
  paragraphs: [1, 4],
  paragraph: [9, 400],
  params: [1, 10],
  rows: [2, 8],
  label: [1, 35],
  value: [1, 90],
  buttons: [0, 2],
  button: [5, 30],
} as const satisfies Readonly<Record<string, Range>>;
type Limit = keyof typeof LIMITS;

export type TemplateFault =
  /** `where`: the text, or what is counted; `size`: with every parameter at its longest where too long, else without them. */
  | {
      readonly kind: 'size';
      readonly limit: Limit;
      readonly where: string;
      readonly size: number;
      readonly allowed: Range;
    }
  /** A link or a phone number. */
  | { readonly kind: 'link'; readonly where: string }
  /** Not of small letters without accents, digits and `_`. */
  | { readonly kind: 'param-name'; readonly param: string }
  | { readonly kind: 'param-undeclared' | 'param-unused'; readonly param: string }
  /** Only names, labels and addresses may lose their end: a figure that does is another figure. */
  | { readonly kind: 'param-shortens'; readonly param: string }
  | { readonly kind: 'param-example'; readonly param: string }
  /** No parameter tells whom or what the message is about. */
  | { readonly kind: 'no-identity' };

const PLACE = /<([^<>]*)>/g;
const PARAM_NAME = /^[a-z][a-z0-9_]*$/;
const LINK = /:\/\/|\bwww\.|[a-z0-9-]\.(?:vn|com|net|org|me|info)\b|\d(?:[ .-]?\d){7}/i;
const SHORTENING: ReadonlySet<ParamType> = new Set(['name', 'label', 'address']);
const IDENTIFYING: ReadonlySet<ParamType> = new Set(['name', 'code']);

/** What Zalo would refuse about a template; none where it holds to the limits. */
export function checkTemplate(template: Template): readonly TemplateFault[] {
  const { title, paragraphs, table, buttons, params } = template;
  const texts: readonly (readonly [Limit, string])[] = [
    ['title', title],
    ...paragraphs.map((text) => ['paragraph', text] as const),
    ...table.flatMap(({ label, value }) => [['label', label] as const, ['value', value] as const]),
    ...buttons.map((text) => ['button', text] as const),
  ];
  const used = new Set(texts.flatMap(([, text]) => placesIn(text)));
  return [
    ...texts.flatMap(([limit, text]) => textFaults(limit, text, params)),
    ...count('titleParams', title, placesIn(title).length),
    ...count('paragraphs', 'paragraphs', paragraphs.length),
    ...count('rows', 'table', table.length),
    ...count('buttons', 'buttons', buttons.length),
    ...count('params', 'params', used.size),
    ...[...used].flatMap((param): TemplateFault[] =>
      Object.hasOwn(params, param) ? [] : [{ kind: 'param-undeclared', param }],
    ),
    ...Object.entries(params).flatMap(([param, of]) => paramFaults(param, of, used.has(param))),
    ...([...used].some((param) => IDENTIFYING.has(params[param]?.type ?? 'label'))
      ? []
      : [{ kind: 'no-identity' } as const]),
  ];
}

function textFaults(limit: Limit, raw: string, params: Template['params']): readonly TemplateFault[] {
  const text = raw.normalize('NFC');
  const fixed = text.replace(PLACE, '');
  const longest = text.replace(PLACE, (_, param: string) => '#'.repeat(capOf(params, param)));
  const hasPlace = fixed !== text;
  const [least, most] = LIMITS[limit];
  // A value may be nothing but a parameter.
  const shortest = hasPlace && limit === 'value' ? least : fixed.trim().length;
  const size = longest.length > most ? longest.length : shortest;
  return [
    ...(longest.length > most || shortest < least
      ? [{ kind: 'size', limit, where: raw, size, allowed: LIMITS[limit] } as const]
      : []),
    ...(LINK.test(fixed) ? [{ kind: 'link', where: raw } as const] : []),
  ];
}

function capOf(params: Template['params'], param: string): number {
  return PARAM_CAPS[params[param]?.type ?? 'label'];
}

function count(limit: Limit, where: string, size: number): readonly TemplateFault[] {
  const [least, most] = LIMITS[limit];
  return size < least || size > most ? [{ kind: 'size', limit, where, size, allowed: LIMITS[limit] }] : [];
}

function paramFaults(param: string, of: TemplateParam, isUsed: boolean): readonly TemplateFault[] {
  return [
    ...(PARAM_NAME.test(param) ? [] : [{ kind: 'param-name', param } as const]),
    ...(isUsed ? [] : [{ kind: 'param-unused', param } as const]),
    ...(of.shortens && !SHORTENING.has(of.type) ? [{ kind: 'param-shortens', param } as const] : []),
    ...(fitValue(of, of.example) === of.example ? [] : [{ kind: 'param-example', param } as const]),
  ];
}

function placesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map(([, param = '']) => param);
}

export type Filled =
  | { readonly ok: true; readonly data: Readonly<Record<string, string>> }
  /** The parameter that has no value, or one that is too long and may not be shortened. */
  | { readonly ok: false; readonly param: string };

/** The values of a template's parameters as Zalo takes them. What `given` has beyond them is left out. */
export function fillTemplate(
  { params }: Pick<Template, 'params'>,
  given: Readonly<Record<string, string>>,
): Filled {
  const data: Record<string, string> = {};
  for (const [param, of] of Object.entries(params)) {
    const value = fitValue(of, Object.hasOwn(given, param) ? (given[param] ?? '') : '');
    if (value === undefined) return { ok: false, param };
    data[param] = value;
  }
  return { ok: true, data };
}

/** Undefined: it cannot be said within the parameter's length. */
function fitValue({ type, shortens }: TemplateParam, raw: string): string | undefined {
  const value = raw
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (value === '') return undefined;
  const cap = PARAM_CAPS[type];
  if (value.length <= cap) return value;
  return shortens ? shorten(value, cap) : undefined;
}

/** Ends between words with an ellipsis; within a word only where it is the first and no figure. */
function shorten(value: string, cap: number): string | undefined {
  const head = value.slice(0, cap - 1);
  const isWhole = value[head.length] === ' ';
  const words = isWhole ? head : head.slice(0, Math.max(0, head.lastIndexOf(' ')));
  const kept = words.replace(/[\s,.;:()–-]+$/u, '');
  if (kept !== '') return `${kept}…`;
  // Half of a pair of code units is no character.
  return /\d/.test(head) ? undefined : `${head.replace(/[\uD800-\uDBFF]$/, '')}…`;
}
