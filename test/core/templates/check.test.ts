import { describe, expect, it } from 'vitest';
import { checkForm } from '../../../src/core/forms/check.ts';
import { parseForm } from '../../../src/core/forms/schema.ts';
import { sampleForm } from '../../../src/core/sample/form.ts';
import type { ReceiverTemplate } from '../../../src/core/templates/template.ts';

const TEMPLATE: ReceiverTemplate = {
  code: 'tinh',
  name: 'Biểu 02',
  receiver: 'Ban Dân vận Tỉnh ủy',
  file: 'bieu-02.xlsx',
  cells: ['C3 = @period', 'C5 = mediation.part'],
};

function faults(template: Partial<ReceiverTemplate>) {
  const form = { ...sampleForm(), templates: [{ ...TEMPLATE, ...template }] };
  return checkForm(form).problems.map(({ path, message }) => `${path}: ${message}`);
}

function shapeFaults(template: object) {
  const parsed = parseForm({ ...sampleForm(), templates: [{ ...TEMPLATE, ...template }] });
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('the shape of a template', () => {
  it('is strict', () => {
    expect(shapeFaults({})).toEqual([]);
    expect(shapeFaults({ color: 'red' })[0]).toContain('templates[0].color: không có mục này');
    expect(shapeFaults({ file: '../../etc/bieu.xlsx' })[0]).toContain(
      'templates[0].file: ghi tên một tệp .xlsx',
    );
    expect(shapeFaults({ file: 'bieu.xlsm' })[0]).toContain('templates[0].file');
    expect(shapeFaults({ rows: { from: 1.5, to: 9, columns: ['C = x'] } })[0]).toContain('rows.from');
  });
});

describe('a template that makes no sense by itself', () => {
  it('has none of these faults', () => {
    expect(faults({ rows: { from: 8, to: 15, key: 'B', columns: ['C = mediation.part'] } })).toEqual([]);
  });

  it.each<readonly [string, Partial<ReceiverTemplate>, string]>([
    ['a cell that is none', { cells: ['C3 = complaints', '9 = complaints'] }, 'templates[0].cells[1]: “9”'],
    ['an unknown field', { cells: ['C3 = nothing'] }, 'cells[0]: mẫu tuan không có mục nothing'],
    [
      'a field that the body does not see',
      { body: 'ubnd', cells: ['C3 = models.part'] },
      'không dành cho cơ quan ubnd',
    ],
    ['a body that receives nothing', { body: 'cong-an' }, 'templates[0].body: cơ quan cong-an không có'],
    ['a ratio without its part', { cells: ['C3 = mediation'] }, 'là tỷ lệ; xin ghi rõ .part'],
    [
      'a part of what is no ratio',
      { cells: ['C3 = complaints.part'] },
      'không phải tỷ lệ nên không có .part',
    ],
    [
      'the last period of a text',
      { cells: ['C3 = difficulties.previous'] },
      'không phải số nên không có .previous',
    ],
    ['a target that there is not', { cells: ['C3 = complaints.target'] }, 'không có chỉ tiêu'],
    ['a cell twice', { cells: ['C3 = @period', '$C$3 = @body'] }, 'cells[1]: ô C3 đã ghi ở cells[0]'],
    ['the past of one unit', { cells: ['C3 = complaints.previous of binh-minh'] }, 'chỉ có số của kỳ này'],
    ['nothing to fill', { cells: [] }, 'templates[0].cells: cần ít nhất một ô'],
    [
      'a table that ends before it begins',
      { rows: { from: 9, to: 8, columns: ['C = complaints'] } },
      'rows.to: dòng cuối (8)',
    ],
    [
      'a key that is no column',
      { rows: { from: 8, to: 9, key: '2', columns: ['C = complaints'] } },
      'rows.key: “2”',
    ],
    [
      'the key column filled',
      { rows: { from: 8, to: 9, key: 'B', columns: ['B = @unit'] } },
      'là cột tên đơn vị',
    ],
    [
      'a column twice',
      { rows: { from: 8, to: 9, columns: ['C = complaints', 'c = opinions'] } },
      'columns[1]: cột này đã ghi',
    ],
  ])('%s', (_, template, fault) => {
    expect(faults(template).join('\n')).toContain(fault);
  });

  it('shares its code with another', () => {
    const form = { ...sampleForm(), templates: [TEMPLATE, TEMPLATE] };
    expect(checkForm(form).problems[0]?.message).toBe(
      'mã tinh đã dùng ở templates[0]; mỗi biểu cần một mã riêng',
    );
  });
});
