import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/core/forms/definition.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import { LU } from '../../corpus/forms/lu.ts';
import { MUA } from '../../corpus/forms/mua.ts';
import { TIEM } from '../../corpus/forms/tiem.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const HATS: Readonly<Record<string, string>> = { '\u0306': '8', '\u031B': '7', '\u0302': '6' };
const TONES: Readonly<Record<string, string>> = {
  '\u0300': '2', '\u0301': '1', '\u0303': '4', '\u0309': '3', '\u0323': '5',
}; // prettier-ignore

/** "khiếu nại" as "khieu61 nai5": VNI whose digits only end words. */
function typed(label: string): string {
  return label
    .toLowerCase()
    .replaceAll('"', '')
    .split(' ')
    .map((word) => {
      const keys = word.replaceAll('đ', 'd9').normalize('NFD').split('');
      const letters = keys.filter(
        (key) => HATS[key] === undefined && TONES[key] === undefined && key !== '9',
      );
      const digits = [
        ...keys.filter((key) => key === '9'),
        ...keys.flatMap((key) => HATS[key] ?? []),
        ...keys.flatMap((key) => TONES[key] ?? []),
      ];
      return [...letters, ...digits].join('');
    })
    .join(' ');
}

const VALUES = ['10', '3', '0', '25'] as const;
const RATIOS = [
  ['5/6', { part: 5, whole: 6 }],
  ['12/15', { part: 12, whole: 15 }],
] as const;

function valuesOf({ type }: Field): readonly (readonly [string, unknown])[] {
  if (type === 'ratio') return RATIOS;
  return type === 'integer' || type === 'decimal' ? VALUES.map((text) => [text, Number(text)]) : [];
}

describe.each([tuan, LU, TIEM, MUA])(
  'labels of $code typed in VNI with the digits at the ends of words',
  (form) => {
    it.each([' ', ':', ': ', '=', ' = ', '-', ' - ', '.', ' :', ','])(
      'never give another value behind “%s”',
      (separator) => {
        // "lua1,10" is one and a tenth to anyone.
        const isDecimalSign = separator === '.' || separator === ',';
        for (const field of form.fields.filter(({ type }) => type !== 'decimal' || !isDecimalSign)) {
          const labels = [field.label, ...field.aliases].map(typed).filter((label) => /\d/.test(label));
          for (const label of labels) {
            for (const [written, value] of valuesOf(field)) {
              const { readings } = parse(`${label}${separator}${written}`, form, { today });
              const wrong = readings.filter(
                (reading) =>
                  reading.field !== field.code || JSON.stringify(reading.value) !== JSON.stringify(value),
              );
              expect(wrong, `${label}${separator}${written}`).toEqual([]);
            }
          }
        }
      },
    );
  },
);
