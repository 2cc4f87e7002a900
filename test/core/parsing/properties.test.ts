import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Field, FormDefinition, Value } from '../../../src/core/forms/definition.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import { LU } from '../../corpus/forms/lu.ts';
import { TIEM } from '../../corpus/forms/tiem.ts';
import { tuan } from '../../support/forms.ts';
import { spellNumber, type Saying } from './spell-number.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const FORMS: readonly FormDefinition[] = [tuan, LU, TIEM];
const RUNS = Number(process.env['PARSING_RUNS'] ?? 300);
/** The same messages each time; `PARSING_SEED` and `PARSING_RUNS` hunt for others. */
const seed = Number(process.env['PARSING_SEED'] ?? 34);

const saying: fc.Arbitrary<Saying> = fc.record({
  four: fc.constantFrom('tư', 'bốn'),
  five: fc.constantFrom('lăm', 'nhăm'),
  zero: fc.constantFrom('linh', 'lẻ'),
  thousand: fc.constantFrom('nghìn', 'ngàn'),
  twenty: fc.constantFrom('hai mươi', 'hăm'),
});

const count = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 40 }) },
  fc.nat({ max: 2000 }),
  fc.nat({ max: 99_999 }),
);

/** A whole number as people write it. */
function written(value: number): fc.Arbitrary<string> {
  const digits = String(value);
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, '.');
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(digits) },
    fc.constant(value < 10 ? `0${digits}` : digits),
    fc.constant(grouped),
    saying.map((how) => (value === 0 ? 'không' : spellNumber(value, how))),
  );
}

type Rendered = { readonly field: Field; readonly value: Value; readonly text: string };

const SIGNS = [' ', ': ', ' : ', '=', ' - ', ':', '\t', ' | ', ' là ', ' có ', ': có ', '   '];

/** One field with a value, its label before or after. */
function statement(field: Field, side: 'after' | 'any' | 'before'): fc.Arbitrary<Rendered> {
  const name = fc.constantFrom(field.label.replace(/ \([^)]*\)/, ''), ...field.aliases);
  if (field.type === 'ratio') {
    const counts = fc
      .tuple(count, count)
      .map(([one, other]) => ({ part: Math.min(one, other), whole: Math.max(one, other) }));
    return fc.tuple(name, counts, fc.constantFrom(...SIGNS)).chain(([label, value, sign]) =>
      fc
        .tuple(
          written(value.part),
          written(value.whole),
          fc.constantFrom('/', ' / ', ' trên ', ' trên tổng số ', '\\'),
        )
        .map(([part, whole, divider]) => ({
          field,
          value,
          text: `${label}${sign}${part}${divider}${whole}`,
        })),
    );
  }
  return fc
    .tuple(name, count, fc.constantFrom(...SIGNS), fc.boolean())
    .chain(([label, value, sign, before]) =>
      written(value).map((number) => ({
        field,
        value,
        text:
          side === 'before' || (side === 'any' && before) ? `${number} ${label}` : `${label}${sign}${number}`,
      })),
    );
}

const NOISES = [
  'plain', 'no-marks', 'upper', 'nfd', 'polite', 'zero-width', 'capitals', 'old-tones', 'telex', 'vni', 'emoji', 'spaces',
  'numbered', 'bulleted', 'quoted-names', 'greeting', 'ellipsis',
] as const; // prettier-ignore
type Noise = (typeof NOISES)[number];

const figures = (form: FormDefinition) =>
  form.fields.filter((field) => field.type === 'integer' || field.type === 'ratio');

/** Where no sign divides the statements, people keep to one side. */
const layout = fc.oneof(
  fc.record({
    separator: fc.constantFrom(', ', '; ', '\n', '. ', ' ; ', ',', '\n- ', ' và ', ' + '),
    side: fc.constant('any' as const),
  }),
  fc.record({
    separator: fc.constantFrom(' ', '\t', ' - ', ' | '),
    side: fc.constantFrom('after', 'before'),
  }),
);

const report = fc.tuple(fc.constantFrom(...FORMS), layout).chain(([form, { separator, side }]) =>
  fc.record({
    form: fc.constant(form),
    parts: fc
      .shuffledSubarray(figures(form), { minLength: 1, maxLength: 6 })
      .chain((fields) => fc.tuple(...fields.map((field) => statement(field, side)))),
    separator: fc.constant(separator),
    noise: fc.constantFrom(...NOISES),
  }),
);

function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
}

function disturb(text: string, noise: Noise): string {
  switch (noise) {
    case 'capitals':
      return text.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
    case 'old-tones':
      return OLD_TONES.reduce((typed, [now, before]) => typed.replaceAll(now, before), text.normalize('NFC'));
    case 'telex':
      return typedRaw(text, TELEX);
    case 'vni':
      // Digits that only end words may be values glued to their labels: "kn1 tc0".
      return /\p{L}\d\p{L}/u.test(typedRaw(text, VNI)) ? typedRaw(text, VNI) : text;
    case 'emoji':
      return `📋 ${text} 🙏🏽`;
    case 'spaces':
      return `  ${text.replaceAll(' ', '  ')}\u00a0\n`;
    case 'numbered':
      return text
        .split('\n')
        .map((line, index) => `${index + 1}. ${line}`)
        .join('\n');
    case 'bulleted':
      return text
        .split('\n')
        .map((line) => `• ${line}`)
        .join('\n');
    case 'quoted-names':
      return text.replace(/\p{L}[\p{L} ]*\p{L}/u, (name) => `“${name}”`);
    case 'greeting':
      return `Kính gửi Ban Dân vận Huyện ủy, xã em xin báo cáo như sau:\n${text}.\nTrân trọng cảm ơn đồng chí`;
    case 'ellipsis':
      return `${text}...`;
    case 'no-marks':
      return withoutMarks(text);
    case 'upper':
      return text.toUpperCase();
    case 'nfd':
      return text.normalize('NFD');
    case 'polite':
      return `Dạ em báo cáo đ/c: ${text} ạ`;
    case 'zero-width':
      return text.replace(/([a-z])(?=[a-z])/, '$1\u200b');
    case 'plain':
      return text;
  }
}

/** "hoà", "uỷ": the tone on the last vowel, as half of the country is taught. */
const OLD_TONES = [['òa', 'oà'], ['óa', 'oá'], ['ỏa', 'oả'], ['ọa', 'oạ'], ['ủy', 'uỷ'], ['úy', 'uý'], ['ụy', 'uỵ']] as const; // prettier-ignore

/** The keys of a combining mark, and of đ. */
type Keys = { readonly [mark: string]: string };
const TELEX: Keys = { '\u0300': 'f', '\u0301': 's', '\u0303': 'x', '\u0309': 'r', '\u0323': 'j', '\u0306': 'w', '\u031b': 'w', '\u0302': '', đ: 'dd' }; // prettier-ignore
const VNI: Keys = { '\u0300': '2', '\u0301': '1', '\u0303': '4', '\u0309': '3', '\u0323': '5', '\u0306': '8', '\u031b': '7', '\u0302': '6', đ: 'd9' }; // prettier-ignore

/** The keys pressed with the keyboard's Vietnamese off: the letters of each word with their marks, its tone at the end. */
function typedRaw(text: string, keys: Keys): string {
  return text.replace(/\p{L}+/gu, (word) => {
    let tone = '';
    const letters = Array.from(word.normalize('NFC').toLowerCase(), (letter) => {
      const [base = '', ...marks] = (letter === 'đ' ? (keys['đ'] ?? letter) : letter).normalize('NFD');
      return marks.reduce((typed, mark) => {
        const key = keys[mark] ?? mark;
        if (/[\u0300\u0301\u0303\u0309\u0323]/.test(mark)) tone = key;
        else return typed + (key === '' ? base : key);
        return typed;
      }, base);
    });
    return letters.join('') + tone;
  });
}

/** Without a sign between them two statements can lend each other words; keys pressed are not the letters meant. */
const signed = report.filter(
  ({ separator, noise }) => separator.trim() !== '' && noise !== 'telex' && noise !== 'vni',
);

/** Words without what the noise adds to them. */
function bare(words: string): string {
  return withoutMarks(words)
    .toLowerCase()
    .replace(/[\u200b“”]/g, '')
    .replace(/\n(?:\d+\. |• )?(?:- )?/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('a report rendered in any style', () => {
  it('is understood as it was meant or asked about, never otherwise', () => {
    fc.assert(
      fc.property(report, ({ form, parts, separator, noise }) => {
        const text = disturb(parts.map((part) => part.text).join(separator), noise);
        const understanding = parse(text, form, { today });
        const meant = new Map(parts.map((part) => [part.field.code, part.value]));
        for (const reading of understanding.readings) {
          expect(reading.value, `${reading.field} in «${text}»`).toEqual(meant.get(reading.field));
        }
        expect(understanding.nil || understanding.restNil, text).toBe(false);
        const taken = new Set(understanding.readings.map((reading) => reading.field));
        const lost = [...meant.keys()].filter((code) => !taken.has(code));
        const isTold = lost.length === 0 || understanding.doubts.length > 0;
        expect(isTold, `${lost.join()} lost in «${text}»`).toBe(true);
      }),
      { numRuns: RUNS, seed },
    );
  });

  it('says where each value stands, in the message as it was typed', () => {
    fc.assert(
      fc.property(signed, ({ form, parts, separator, noise }) => {
        const text = disturb(parts.map((part) => part.text).join(separator), noise);
        for (const { span, field } of parse(text, form, { today }).readings) {
          const part = parts.find((one) => one.field.code === field);
          const quoted = text.slice(span.start, span.end);
          expect(bare(part?.text ?? '')).toContain(bare(quoted));
        }
      }),
      { numRuns: RUNS, seed },
    );
  });
});

/** Fragments that parsers trip over. */
const fragment = fc.oneof(
  fc.constantFrom(
    'kn', 'hg', 'tc', 'mh', 'dt', 'khó khăn', 'khieu nai', 'đề nghị', 'không', 'ko', 'kps', 'còn lại', 'sửa', 'thành', 'à nhầm',
    'thêm', 'nữa', 'ngày', 'tuần', '15/8', '5/6', '5-6', '98%', '1.234', '1,5', '-1', 'hai ba', 'năm', 'trên', 'trong tổng số',
    'chứ không phải', '(', ')', '[', ':', ';', '\n', '\t', '|', '>', '1.', '- ', '/', '\\', 'nhận', 'trễ', 'đều', 'ấp 3',
    '0912 345 678', 'xã Bình Minh', 'mai gửi', 'khie61u', 'naij', '1️⃣', '👍', '½', '\u200b', 'mực nước', 'sạt lở',
  ), // prettier-ignore
  fc.string({ maxLength: 6, unit: 'grapheme' }),
  fc.nat({ max: 2000 }).map(String),
);
const scramble = fc
  .array(fragment, { maxLength: 25 })
  .chain((words) => fc.constantFrom(' ', '', ', ').map((joint) => words.join(joint)));
const anyText = fc.oneof(
  scramble,
  fc.string({ maxLength: 200, unit: 'binary' }),
  fc.string({ maxLength: 200, unit: 'grapheme' }),
);
const anyQuestion = fc.constantFrom(...FORMS).chain((form) =>
  fc.record({
    form: fc.constant(form),
    open: fc.option(fc.constantFrom(...form.fields.map((field) => field.code))),
  }),
);

describe('any text at all', () => {
  it('never throws, keeps its spans within the text and its values within the rules', () => {
    fc.assert(
      fc.property(anyText, anyQuestion, (text, { form, open }) => {
        const understanding = parse(text, form, { today, ...(open === null ? {} : { openField: open }) });
        for (const { span } of [...understanding.readings, ...understanding.doubts]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(span.start).toBeLessThan(span.end);
        }
        const fields = understanding.readings.map((reading) => reading.field);
        expect(new Set(fields).size, `twice in «${text}»`).toBe(fields.length);
        for (const { field, value } of understanding.readings) {
          expect(fits(form, field, value), `${field} = ${JSON.stringify(value)} in «${text}»`).toBe(true);
        }
      }),
      { numRuns: RUNS * 3, seed },
    );
  });

  it('quotes back an unknown word wherever it stands, unless it is part of a text or a remark', () => {
    fc.assert(
      fc.property(scramble, fc.nat(), (text, place) => {
        const at = text.length === 0 ? 0 : place % (text.length + 1);
        const spaced = `${text.slice(0, at)} blorf ${text.slice(at)}`;
        const understanding = parse(spaced, tuan, { today });
        const start = at + 1;
        const covers = ({ span }: { span: { start: number; end: number } }) =>
          span.start <= start && span.end >= start + 5;
        const inNote = understanding.readings.some((reading) => reading.note?.includes('blorf') === true);
        const inReason =
          understanding.intent?.kind === 'late' && understanding.intent.reason?.includes('blorf') === true;
        // A question may hold a word or two that nobody knows.
        const isQuestion = ['help', 'status', 'due', 'history'].includes(understanding.intent?.kind ?? '');
        const covered = understanding.doubts.some(covers) || understanding.readings.some(covers);
        // A sentence that was passed on, and names nothing of the form, is noise.
        const isPassedOn = /^[^\p{L}]*[>＞]/u.test(
          spaced
            .slice(0, start)
            .split(/[\n\r\u2028\u2029\u0085]/)
            .at(-1) ?? '',
        );
        expect(covered || inNote || inReason || isQuestion || isPassedOn, spaced).toBe(true);
      }),
      { numRuns: RUNS * 3, seed },
    );
  });
});

function fits(form: FormDefinition, code: string, value: Value): boolean {
  const field = form.fields.find((one) => one.code === code);
  switch (field?.type) {
    case 'integer':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'decimal':
      return Number.isFinite(value);
    case 'ratio':
      return typeof value === 'object' && 'part' in value && value.part >= 0 && value.part <= value.whole;
    case 'choice':
      return typeof value === 'string' && field.options.includes(value);
    case 'date':
      return typeof value === 'string' && Temporal.PlainDate.from(value) !== undefined;
    case 'text':
      return typeof value === 'string' && value.length <= 1000;
    case 'list':
      return Array.isArray(value);
    case undefined:
      return false;
  }
}
