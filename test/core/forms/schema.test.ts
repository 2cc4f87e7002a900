import { describe, expect, it } from 'vitest';
import { parseForm } from '../../../src/core/forms/schema.ts';
import { sampleForm } from '../../../src/core/sample/district.ts';

const minimal = {
  code: 'tuan',
  name: 'Báo cáo tuần',
  period: 'week',
  due: 'friday 16:00',
  lock: 'tuesday+1 16:00',
  reporters: { kind: 'commune' },
  receivers: ['ubnd'],
  fields: [
    { code: 'complaints', label: 'Khiếu nại', prompt: 'Mấy đơn?', type: 'integer' },
    { code: 'difficulties', label: 'Khó khăn', prompt: 'Khó khăn gì?', type: 'text' },
  ],
};

function problems(raw: unknown, root: readonly PropertyKey[] = []) {
  const parsed = parseForm(raw, root);
  if (parsed.ok) throw new Error('expected faults');
  return parsed.problems;
}

describe('a form read from a file', () => {
  it('gets its defaults: figures required, texts not, sums, every receiver', () => {
    const parsed = parseForm(minimal);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        cutoff: 'calendar',
        reminders: [],
        digests: [],
        fields: [
          { required: true, aggregate: 'sum', for: [], aliases: [], options: [] },
          { required: false, aggregate: 'sum' },
        ],
      },
    });
    expect(parsed).not.toHaveProperty('value.fields[0].target');
  });

  it('asks for no sign-off unless it says so, and then takes silence for no consent', () => {
    expect(parseForm(minimal)).not.toHaveProperty('value.plan');
    expect(parseForm({ ...minimal, plan: 'adaptive' })).toMatchObject({ value: { plan: 'adaptive' } });
    expect(parseForm(minimal)).not.toHaveProperty('value.signoff');
    expect(parseForm({ ...minimal, signoff: {} })).toMatchObject({
      value: { signoff: { within: '8h', remind: '4h', otherwise: 'wait' } },
    });
    expect(problems({ ...minimal, signoff: { within: '8 giờ', otherwise: 'agree' } })).toEqual([
      { path: 'signoff.within', message: 'ghi số giờ làm việc, ví dụ: 8h' },
      { path: 'signoff.otherwise', message: '“agree” không dùng được; chọn một trong: accept, wait' },
    ]);
  });

  it('is itself again when it was complete', () => {
    expect(parseForm(structuredClone(sampleForm()))).toEqual({ ok: true, value: sampleForm() });
  });

  it('is refused with the path of an unknown key, however deep, and the keys that exist', () => {
    const [, second] = minimal.fields;
    const found = problems(
      { ...minimal, color: 'red', fields: [minimal.fields[0], { ...second, typ: 'x' }] },
      ['forms', 0],
    );
    expect(found.map((problem) => problem.path)).toEqual(['forms[0].fields[1].typ', 'forms[0].color']);
    expect(found[0]?.message).toContain('aliases');
  });

  it('is refused with a remedy for a number where a text belongs', () => {
    expect(problems({ ...minimal, code: 12 })).toEqual([
      { path: 'code', message: 'phải là chữ, đang là số 12; xin đặt trong ngoặc kép "…"' },
    ]);
  });

  it('names the choices for a word that is none of them, and for a missing one', () => {
    const { period: _, ...withoutPeriod } = minimal;
    expect(problems({ ...minimal, period: 'weekly' })[0]?.message).toBe(
      '“weekly” không dùng được; chọn một trong: week, month, quarter, half, nine-months, year, custom',
    );
    expect(problems(withoutPeriod)[0]?.message).toContain('thiếu mục này; chọn một trong: week');
  });

  it('lists every fault at once', () => {
    const { name: _, ...rest } = minimal;
    const found = problems({ ...rest, receivers: [], fields: [{ ...minimal.fields[0], code: '__proto__' }] });
    expect(found.map((problem) => problem.path).toSorted()).toEqual(['fields[0].code', 'name', 'receivers']);
  });

  it('never takes something that is not an object', () => {
    for (const raw of [undefined, null, 'form', 3, []]) expect(parseForm(raw).ok).toBe(false);
  });

  it('composes letters typed as letter and mark (NFD)', () => {
    const parsed = parseForm({ ...minimal, name: 'Báo cáo tuần'.normalize('NFD') });
    expect(parsed.ok && parsed.value.name).toBe('Báo cáo tuần'.normalize('NFC'));
  });
});
