import { describe, expect, it } from 'vitest';
import type { Field, FormDefinition } from '../../../src/core/forms/definition.ts';
import { findOverlaps } from '../../../src/core/forms/overlaps.ts';
import { tuan } from '../../support/forms.ts';

const [first] = tuan.fields;
if (!first) throw new Error('the form has fields');
const asks = (field: Partial<Field>, more: Partial<FormDefinition> = {}): FormDefinition => ({
  ...tuan,
  code: 'thang',
  ...more,
  fields: [{ ...first, code: 'other', label: 'Mục khác hẳn', aliases: [], ...field }],
});

const overlaps = (form: FormDefinition) =>
  findOverlaps([
    { form: tuan, root: ['forms', 0] },
    { form, root: ['forms', 1] },
  ]);

describe('a form that asks units for what another asks them already', () => {
  it.each([
    ['by the same code', { code: first.code }],
    ['by the same label in other case', { label: first.label.toUpperCase() }],
    ['by the same other word', { aliases: [first.label] }],
  ])('is told so %s', (_, field) => {
    const [warning, ...others] = overlaps(asks(field));
    expect(warning?.path).toBe('forms[1].fields[0]');
    expect(warning?.message).toContain(`mẫu tuan đã hỏi ở mục “${first.label}”`);
    expect(others).toEqual([]);
  });

  it('is left alone where it asks for something else, or other units', () => {
    expect(overlaps(asks({}))).toEqual([]);
    expect(overlaps(asks({ code: first.code }, { reporters: { kind: 'school' } }))).toEqual([]);
  });

  it('is compared with forms in use that the file does not hold', () => {
    const form = asks({ label: first.label });
    const [warning] = findOverlaps([{ form, root: [] }], [tuan]);
    expect(warning?.path).toBe('fields[0]');
    expect(warning?.message).toContain('mẫu tuan đã hỏi');
    expect(findOverlaps([{ form, root: [] }], [form])).toEqual([]);
  });

  it('is not compared with itself', () => {
    expect(findOverlaps([{ form: tuan, root: [] }])).toEqual([]);
  });
});
