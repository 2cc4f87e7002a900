import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { lexiconOf } from '../../../src/core/parsing/lexicon.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tokenize } from '../../../src/core/parsing/tokens.ts';
import { field, weeklyForm } from '../../corpus/forms/field.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');

const fieldsNamed = (form: FormDefinition, text: string) => {
  const tokens = tokenize(text);
  const match = lexiconOf(form).labels.longest(tokens, 0);
  return match?.end === tokens.length && !match.contrary
    ? match.entries.flatMap((entry) => entry.payload.fields)
    : [];
};

const read = (form: FormDefinition, text: string) => {
  const { readings, doubts } = parse(text, form, { today });
  return { values: Object.fromEntries(readings.map(({ field: code, value }) => [code, value])), doubts };
};

describe('the names of a field', () => {
  it.each([
    ['hòa giải', 'mediation'],
    ['HOÀ GIẢI', 'mediation'],
    ['hoa giai o co so', 'mediation'],
    ['hoagiai', 'mediation'],
    ['mô hình dân vận khéo mới', 'models'],
    ['mô hình "Dân vận khéo" mới', 'models'],
    ['kiểm tra - giám sát', 'supervisions'],
    ['kiểm tra và giám sát', 'supervisions'],
    ['giải quyết khiếu nại tố cáo', 'cases_resolved'],
    // "mh" is short for "mô hình", so what is built with one is built with the other.
    ['mô hình duy trì', 'models_active'],
    ['duy trì mh', 'models_active'],
    ['mh dt', 'models_active'],
    ['tổng số mô hình', 'models_active'],
    ['hgiai', 'mediation'],
    ['H.giải', 'mediation'],
    ['k/nại', 'complaints'],
  ])('%s names %s', (text, code) => {
    expect(fieldsNamed(tuan, text)).toEqual([code]);
  });

  it.each(['khô khan', 'hóa giai', 'mô hình mới dt', 'dc'])('%s names none', (text) => {
    expect(fieldsNamed(tuan, text)).toEqual([]);
  });

  it('are compiled once for each form', () => {
    expect(lexiconOf(tuan)).toBe(lexiconOf(tuan));
  });
});

describe('a form that gives one alias to two fields', () => {
  const form = weeklyForm('mua', 'Báo cáo mùa vụ', [
    field('rice', 'Lúa thu hoạch (ha)', 'Mấy ha lúa?', 'decimal', ['lúa', 'th']),
    field('fruit', 'Trái cây thu hoạch (tấn)', 'Mấy tấn trái cây?', 'decimal', ['trái cây', 'th']),
    field('fields', 'Ruộng', 'Mấy thửa ruộng?', 'integer', ['lua bo']),
  ]);

  it('is asked which one is meant', () => {
    expect(read(form, 'th 12')).toEqual({
      values: {},
      doubts: [{ kind: 'which-field', candidates: ['rice', 'fruit'], value: 12, span: { start: 0, end: 5 } }],
    });
  });

  it('is understood by the names that are their own', () => {
    expect(read(form, 'lúa 12,5 ha; trái cây 3 tấn').values).toEqual({ rice: 12.5, fruit: 3 });
  });

  it('understands an alias written without diacritics when they are typed', () => {
    expect(read(form, 'lúa bỏ 3').values).toEqual({ fields: 3 });
  });

  it('asks when the unit is another than the form asks for', () => {
    expect(read(form, 'lúa 12 công').doubts).toMatchObject([{ kind: 'value-missing', field: 'rice' }]);
    expect(read(form, 'trái cây 300 kg').doubts).toMatchObject([{ kind: 'value-missing', field: 'fruit' }]);
  });
});

describe('a ratio whose prompt names its counts in other words', () => {
  const form = weeklyForm('nuoc', 'Báo cáo nước sạch', [
    field('water', 'Nước sạch', 'Số hộ có đồng hồ / số hộ đăng ký?', 'ratio', ['nước sạch', 'ns']),
  ]);

  it('is put together from them', () => {
    expect(read(form, 'nước sạch: đăng ký 50 hộ, có đồng hồ 45 hộ').values).toEqual({
      water: { part: 45, whole: 50 },
    });
  });
});
