import { describe, expect, it } from 'vitest';
import { checkForm } from '../../../src/core/forms/check.ts';
import type { Field, FormDefinition, SumRule } from '../../../src/core/forms/definition.ts';
import { tuan } from '../../support/forms.ts';

function withFields(...fields: (Partial<Field> & { code: string })[]): FormDefinition {
  return {
    ...tuan,
    fields: fields.map((field) => ({
      label: `Mục ${field.code}`,
      prompt: 'Bao nhiêu?',
      type: 'integer',
      aliases: [],
      for: [],
      aggregate: 'sum',
      required: true,
      options: [],
      ...field,
    })),
  };
}

function signedWithin(within: string, remind: string): FormDefinition {
  return { ...tuan, signoff: { within, remind, otherwise: 'wait' } };
}

function summing(sums: SumRule) {
  return paths({ ...tuan, reporters: { kind: 'commune', sums } }).problems;
}

function paths(form: FormDefinition) {
  const { problems, warnings } = checkForm(form);
  return { problems: problems.map(({ path }) => path), warnings: warnings.map(({ path }) => path) };
}

describe('a form', () => {
  it('of the sample district is free of faults and warnings', () => {
    expect(checkForm(tuan)).toEqual({ problems: [], warnings: [] });
  });

  it('keeps field codes apart', () => {
    expect(paths(withFields({ code: 'a', label: 'Tổ' }, { code: 'a', label: 'Ấp' })).problems).toEqual([
      'fields[1].code',
    ]);
  });

  it('says what is counted of figures alone', () => {
    expect(paths(withFields({ code: 'a', counted: 'vụ' })).problems).toEqual([]);
    expect(paths(withFields({ code: 'a', type: 'text', counted: 'vụ' })).problems).toEqual([
      'fields[0].counted',
    ]);
  });

  it('reminds of a sign-off before its time is over, which is ten working days at most', () => {
    expect(paths(signedWithin('8h', '4h')).problems).toEqual([]);
    expect(paths(signedWithin('8h', '8h')).problems).toEqual(['signoff.remind']);
    expect(paths(signedWithin('101h', '4h')).problems).toEqual(['signoff.within']);
  });

  it('sums reports of units of another kind, due after the opening and before it', () => {
    expect(summing({ kind: 'hamlet' })).toEqual([]);
    expect(summing({ kind: 'hamlet', due: 'friday 09:00' })).toEqual([]);
    expect(summing({ kind: 'commune' })).toEqual(['reporters.sums.kind']);
    expect(summing({ kind: 'hamlet', due: 'friday 16:00' })).toEqual(['reporters.sums.due']);
    expect(summing({ kind: 'hamlet', due: 'monday 00:00' })).toEqual(['reporters.sums.due']);
    expect(summing({ kind: 'hamlet', due: 'soon' })).toEqual(['reporters.sums.due']);
  });

  it('has targets between 0 and 1, of ratios only', () => {
    const { problems } = checkForm(withFields({ code: 'hg', type: 'ratio', target: 98 }));
    expect(problems).toEqual([
      { path: 'fields[0].target', message: 'chỉ tiêu là số từ 0 đến 1: ghi 0.98 thay cho 98' },
    ]);
    expect(paths(withFields({ code: 'a', target: 0.5 })).problems).toEqual(['fields[0].target']);
  });

  it('shows fields to its own receivers only', () => {
    expect(paths(withFields({ code: 'a', for: ['ubnd', 'cong-an'] })).problems).toEqual(['fields[0].for[1]']);
    expect(paths({ ...tuan, receivers: [...tuan.receivers, 'ubnd'] }).problems).toEqual(['receivers[2]']);
  });

  it('offers at least two answers of a choice, and none elsewhere', () => {
    expect(paths(withFields({ code: 'a', type: 'choice', options: ['Tốt', 'Tốt'] })).problems).toEqual([
      'fields[0].options',
    ]);
    expect(paths(withFields({ code: 'a', options: ['Tốt', 'Khá'] })).problems).toEqual(['fields[0].options']);
  });

  it('counts stocks in numbers', () => {
    expect(paths(withFields({ code: 'a', type: 'text', aggregate: 'latest' })).problems).toEqual([
      'fields[0].aggregate',
    ]);
  });

  it('has rules of time that can be kept, under their paths', () => {
    const form = {
      ...tuan,
      due: 'someday',
      reminders: ['open', 'soon'],
      digests: [{ cron: '0 7', to: 'leaders' }],
    } as const;
    expect(checkForm(form, ['forms', 1]).problems.map(({ path }) => path)).toEqual([
      'forms[1].due',
      'forms[1].reminders[1]',
      'forms[1].digests[0].cron',
    ]);
    expect(paths({ ...tuan, lock: 'thursday 16:00' }).problems).toEqual(['lock']);
  });

  it('warns when more is planned for a week than a person may get', () => {
    const reminders = ['open', '-3wd 08:00', '-2wd 08:00', '-1wd 08:00', '-3h'];
    expect(paths({ ...tuan, reminders }).warnings).toEqual(['reminders']);
  });
});

describe('the words of a form', () => {
  it('are refused for a second field, whatever the case and the place of the tone, with a better word', () => {
    const { problems } = checkForm(
      withFields(
        { code: 'complaints', label: 'Khiếu nại', aliases: ['KN', 'hoà giải'] },
        { code: 'proposals', label: 'Kiến nghị, đề xuất', aliases: ['kn', 'hòa giải'] },
      ),
    );
    expect(problems).toEqual([
      {
        path: 'fields[1].aliases[0]',
        message: '“kn” đã dùng cho mục complaints (Khiếu nại); nên dùng “knđx”',
      },
      {
        path: 'fields[1].aliases[1]',
        message: '“hòa giải” đã dùng cho mục complaints (Khiếu nại); nên dùng “knđx”',
      },
    ]);
  });

  it('are warned about when only diacritics tell them apart', () => {
    const form = withFields(
      { code: 'a', label: 'Đối thoại', aliases: ['đt'] },
      { code: 'b', aliases: ['dt'] },
    );
    expect(paths(form)).toEqual({ problems: [], warnings: ['fields[1].aliases[0]'] });
  });

  it('may be spelt twice for one field', () => {
    expect(paths(withFields({ code: 'a', label: 'Đối thoại', aliases: ['đt', 'dt', 'đối thoại'] }))).toEqual({
      problems: [],
      warnings: [],
    });
  });

  it('are not nil words, commands, answers or numbers', () => {
    const aliases = ['KPS', 'hủy', 'huỷ', 'đồng ý', 'năm', 'không'];
    expect(paths(withFields({ code: 'a', aliases })).problems).toEqual(
      aliases.map((_, index) => `fields[0].aliases[${index}]`),
    );
    expect(paths(withFields({ code: 'a', aliases: ['bò'] }))).toEqual({
      problems: [],
      warnings: ['fields[0].aliases[0]'],
    });
  });

  it('may be a label that says something else, with a warning', () => {
    expect(paths(withFields({ code: 'a', label: 'Bổ sung' }))).toEqual({
      problems: [],
      warnings: ['fields[0].label'],
    });
    expect(paths(withFields({ code: 'a', label: 'Khác' }))).toEqual({ problems: [], warnings: [] });
  });

  it('are not counters of everything, but may be the name of one thing', () => {
    expect(paths(withFields({ code: 'a', aliases: ['vụ', 'hồ sơ'] })).warnings).toEqual([
      'fields[0].aliases[0]',
    ]);
  });

  it('have letters', () => {
    expect(paths(withFields({ code: 'a', aliases: ['12', '1 cửa'] })).problems).toEqual([
      'fields[0].aliases[0]',
    ]);
  });

  it('never propose what is taken', () => {
    const form = withFields(
      { code: 'a', label: 'Khiếu nại đông', aliases: ['kn', 'knđ'] },
      { code: 'b', label: 'Kiến nghị đúng', aliases: ['kn'] },
    );
    expect(checkForm(form).problems[0]?.message).toMatch(/nên dùng “kn đúng”$/);
  });
});

const messages = (...aliases: string[]) =>
  checkForm(
    withFields(
      { code: 'a', label: 'Giám sát rừng', aliases: ['giám sát', 'tuần tra'] },
      { code: 'b', label: 'Sản lượng gỗ', aliases },
    ),
  ).warnings.map(({ message }) => message);

describe('words that are mistaken for others', () => {
  it.each([
    ['xã', 'tên loại đơn vị'],
    ['kính gửi', 'lời thưa gửi'],
    ['tập', 'lệnh'],
    ['báo cáo', 'lệnh'],
    ['khoảng', 'từ chỉ số áng chừng'],
    ['tăng', 'từ mở đầu ghi chú'],
    ['tổ', 'tên gọi kèm số thứ tự'],
    ['ngoài ra', 'từ chỉ phần còn lại'],
    ['tuần này', 'ngày tháng'],
    ['mũi 2', 'số liệu, vì tận cùng bằng một con số'],
  ])('%s is warned of as %s, with a free word in its place', (alias, meaning) => {
    expect(messages(alias)).toEqual([`“${alias}” dễ lẫn với ${meaning}; nên dùng “slg”`]);
  });

  it.each([
    ['giám sáp', 'chỉ khác một chữ với “giám sát” của mục a'],
    ['tuần tra vụ', 'chỉ thêm hoặc bớt từ đếm so với “tuần tra” của mục a'],
  ])('%s is warned of beside another field', (alias, why) => {
    expect(messages(alias)).toEqual([expect.stringContaining(`“${alias}” ${why}`)]);
  });

  it('what is a counter and a thing makes a good name', () => {
    expect(messages('hồ sơ', 'mô hình', 'slg', 'gỗ tròn')).toEqual([]);
  });

  it('what is proposed for one field is not proposed for another', () => {
    const { warnings } = checkForm(
      withFields(
        { code: 'a', label: 'Hộ nghèo mới', aliases: ['xã'] },
        { code: 'b', label: 'Hộ nghèo mẫu', aliases: ['tổ'] },
      ),
    );
    const proposals = warnings.flatMap(({ message }) => /nên dùng “(.*)”/.exec(message)?.[1] ?? []);
    expect(new Set(proposals).size).toBe(proposals.length);
  });
});
