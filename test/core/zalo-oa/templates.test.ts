import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkTemplate,
  fillTemplate,
  PARAM_CAPS,
  TEMPLATE_KINDS,
  type ParamType,
  type Template,
} from '../../../src/core/zalo-oa/templates.ts';
import { TEMPLATES } from '../../../src/texts/zalo-oa-templates.ts';

const good = TEMPLATES['nhac-han'];
const label = { type: 'label', meaning: 'm', example: 'e' } as const;
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, label]));
const places = (count: number) => Object.keys(many(count)).map((name) => `<${name}>`);

const size = (limit: string, found: number) => ({ kind: 'size', limit, size: found });

const button = (length: number) => [{ ...good, buttons: ['ạ'.repeat(length).normalize('NFD')] }];

describe('what Zalo would refuse about a template', () => {
  it.each(TEMPLATE_KINDS)('is nothing for %s', (kind) => {
    expect(checkTemplate(TEMPLATES[kind])).toEqual([]);
  });

  const row = { label: 'Hạn', value: '<han_gui>' };
  const faults: readonly [string, Partial<Template>, object][] = [
    ['a title of 8 characters', { title: 'Nhắc hạn' }, size('title', 8)],
    ['a title of 66', { title: 'a'.repeat(66) }, size('title', 66)],
    ['a title that a long value makes too long', { title: `${'a'.repeat(36)}<don_vi>` }, size('title', 66)],
    ['five values in the title', { title: `Nhắc hạn ${places(5).join('')}` }, size('titleParams', 5)],
    ['no paragraph', { paragraphs: [] }, size('paragraphs', 0)],
    ['five paragraphs', { paragraphs: Array(5).fill('Kính gửi đồng chí') }, size('paragraphs', 5)],
    ['a paragraph of 8 characters', { paragraphs: ['Kính gửi <ho_ten>'] }, size('paragraph', 8)],
    ['a paragraph of 401', { paragraphs: ['a'.repeat(401)] }, size('paragraph', 401)],
    ['eleven values', { paragraphs: places(11).map((place) => `Kính gửi ${place}`) }, size('params', 16)],
    ['one row', { table: [row] }, size('rows', 1)],
    ['nine rows', { table: Array.from({ length: 9 }, () => row) }, size('rows', 9)],
    ['a label of 36', { table: [row, { ...row, label: 'a'.repeat(36) }] }, size('label', 36)],
    ['a value of 91', { table: [row, { ...row, value: 'a'.repeat(91) }] }, size('value', 91)],
    ['three buttons', { buttons: Array(3).fill('Mở trang') }, size('buttons', 3)],
    ['a button of 4', { buttons: ['Mở ra'.slice(0, 4)] }, size('button', 4)],
    ['a button of 31', { buttons: ['a'.repeat(31)] }, size('button', 31)],
    ['a link', { paragraphs: ['Kính mời xem bot.example.vn'] }, { kind: 'link' }],
    ['a phone number', { paragraphs: ['Gọi 0912.345.678 để hỏi'] }, { kind: 'link' }],
    ['an accent in a name', { params: { ...good.params, hạn: label } }, { kind: 'param-name', param: 'hạn' }],
    ['a value nobody declared', { title: 'Nhắc hạn gửi <x>' }, { kind: 'param-undeclared', param: 'x' }],
    [
      'one that stands nowhere',
      { params: { ...good.params, x: label } },
      { kind: 'param-unused', param: 'x' },
    ],
    [
      'a date that may lose its end',
      { params: { ...good.params, han_gui: { ...label, type: 'date', shortens: true } } },
      { kind: 'param-shortens', param: 'han_gui' },
    ],
    [
      'an example that does not fit',
      { params: { ...good.params, han_gui: { ...label, type: 'date', example: 'a'.repeat(21) } } },
      { kind: 'param-example', param: 'han_gui' },
    ],
    [
      'nothing that says whom it is about',
      { params: { ...good.params, ho_ten: label } },
      { kind: 'no-identity' },
    ],
  ];
  it.each(faults)('is %s', (_, change, fault) => {
    expect(checkTemplate({ ...good, ...change })).toContainEqual(expect.objectContaining(fault));
  });

  it('counts composed characters', () => {
    expect(button(30).flatMap(checkTemplate)).toEqual([]);
    expect(button(31).flatMap(checkTemplate)).toHaveLength(1);
  });
});

const of = (type: ParamType, shortens: boolean) => ({
  params: { x: { ...label, type, ...(shortens && { shortens }) } },
});

const whole = (raw: string) =>
  raw
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

const fill = (value: string, type: ParamType = 'label', shortens = true) =>
  fillTemplate(of(type, shortens), { x: value });

describe('filling a template', () => {
  it('shortens a name between words, which an ellipsis shows', () => {
    expect(fill('Báo cáo kết quả thực hiện quy chế dân chủ')).toEqual({
      ok: true,
      data: { x: 'Báo cáo kết quả thực hiện quy…' },
    });
    expect(fill('Ủy ban nhân dân xã Vĩnh Bình (mới)')).toEqual({
      ok: true,
      data: { x: 'Ủy ban nhân dân xã Vĩnh Bình…' },
    });
    expect(fill('a'.repeat(31))).toEqual({ ok: true, data: { x: `${'a'.repeat(29)}…` } });
  });

  it('never cuts a figure', () => {
    expect(fill('1'.repeat(31))).toEqual({ ok: false, param: 'x' });
    expect(fill('Tổ dân phố số 1 khu phố 234567890')).toEqual({
      ok: true,
      data: { x: 'Tổ dân phố số 1 khu phố…' },
    });
    expect(fill('16:00 thứ Sáu 27/11/2026', 'date', false)).toEqual({ ok: false, param: 'x' });
  });

  it('refuses a value that is blank or not there, and leaves out what nobody asked for', () => {
    expect(fill(' \n')).toEqual({ ok: false, param: 'x' });
    expect(fillTemplate(of('label', true), {})).toEqual({ ok: false, param: 'x' });
    expect(fillTemplate(of('label', true), { x: 'a', y: 'b' })).toEqual({ ok: true, data: { x: 'a' } });
    expect(fillTemplate({ params: { constructor: label } }, {})).toEqual({ ok: false, param: 'constructor' });
  });

  const types = ['name', 'address', 'code', 'label', 'amount', 'date', 'url'] as const;
  const values = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 260 }),
    fc.lorem({ maxCount: 30 }),
    fc
      .array(fc.constantFrom('xã', '12', '3.456', 'Bình', '27/11'), { maxLength: 60 })
      .map((all) => all.join(' ')),
  );

  it('gives values within Zalo’s lengths, whole or with an ellipsis, and cuts no figure in two', () => {
    expect(() =>
      fc.assert(
        fc.property(fc.constantFrom(...types), fc.boolean(), values, (type, shortens, raw) => {
          const filled = fill(raw, type, shortens);
          if (!filled.ok) return whole(raw) === '' || whole(raw).length > PARAM_CAPS[type];
          const value = filled.data['x'] ?? '';
          if (value.length > PARAM_CAPS[type]) return false;
          if (value === whole(raw)) return true;
          const kept = value.slice(0, -1);
          const rest = whole(raw).slice(kept.length);
          return (
            shortens &&
            value.endsWith('…') &&
            whole(raw).startsWith(kept) &&
            !(/\d$/.test(kept) && /^\d/.test(rest)) &&
            kept.isWellFormed()
          );
        }),
      ),
    ).not.toThrow();
  });
});
