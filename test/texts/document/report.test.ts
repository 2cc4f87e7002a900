import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { DigestView } from '../../../src/core/conversation/context.ts';
import type { Block } from '../../../src/texts/document/content.ts';
import { reportContent } from '../../../src/texts/document/report.ts';
import { PEOPLES_COMMITTEE, WEEK } from '../../support/digest-view.ts';

const AT = Temporal.Instant.from('2017-08-28T07:00:00+07:00');

const content = (view: DigestView = WEEK, at = AT) =>
  reportContent({ view, office: PEOPLES_COMMITTEE, at, zone: 'Asia/Ho_Chi_Minh' });

const words = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'table' ? [] : 'title' in block ? [block.title] : [block.text]));

/** The part that weighs the figures. */
const assessed = (view: DigestView) => {
  const said = words(content(view).blocks);
  return said.slice(said.indexOf('Ưu điểm') + 1, said.indexOf('Khó khăn, kiến nghị'));
};
const reported = (received: number, on_time: number): DigestView => ({
  ...WEEK,
  figures: { ...WEEK.figures, indicators: [], expected: 3, received },
  findings: { ...WEEK.findings, on_time },
});

describe('the draft of a report', () => {
  it('is about the form without its period twice, with the days of the data', () => {
    expect(content()).toMatchObject({
      kind: 'BÁO CÁO',
      subject: 'Công tác dân vận tuần 34/2017',
      span: '(Số liệu từ ngày 21/8/2017 đến ngày 27/8/2017)',
      month: 8,
      year: 2017,
    });
  });

  it('has the sections of such a report in their order', () => {
    const sections = content().blocks.flatMap((block) => (block.kind === 'section' ? [block.title] : []));
    expect(sections).toEqual([
      'Tình hình, công tác chỉ đạo',
      'Kết quả thực hiện',
      'Đánh giá chung',
      'Khó khăn, kiến nghị',
      'Nhiệm vụ, giải pháp kỳ tới',
    ]);
  });

  it('says who reported, who did not and why, who is exempt and what waits for its sign-off', () => {
    expect(words(content().blocks)).toEqual(
      expect.arrayContaining([
        'Có 2/3 xã đã báo cáo (66,7 %), đúng hạn 1, trễ hạn 1.',
        'Báo cáo trễ hạn: xã Bình Minh.',
        'Lý do trễ theo thông báo của đơn vị: mạng yếu (1 đơn vị).',
        'Chưa báo cáo: xã Vĩnh Phong.',
        'Được miễn báo cáo: xã Phong Đông (bão số 10).',
        'Đã báo cáo nhưng người đứng đầu đơn vị chưa duyệt: xã Bình Minh.',
      ]),
    );
  });

  it('says of each indicator what its figures carry', () => {
    expect(words(content().blocks)).toEqual(
      expect.arrayContaining([
        'Hòa giải ở cơ sở: 11/13 vụ (84,6 %), giảm 15,4 điểm so với kỳ trước, chưa đạt chỉ tiêu 98 %; thấp nhất: xã Bình Minh 5/7.',
        'Đơn khiếu nại mới: 3 đơn, tăng 2 đơn so với kỳ trước, giảm 1 đơn so với cùng kỳ năm trước.',
        'Không phát sinh: Đơn tố cáo mới.',
      ]),
    );
  });

  it('leaves causes, leadership and the tasks ahead to the official', () => {
    const said = words(content().blocks);
    expect(said).toContain('Nguyên nhân: […]');
    expect(said.filter((text) => text === '[…]')).toHaveLength(3);
  });

  it('tells of shortfalls as they are, and of none where there is none', () => {
    const limits = ['Hạn chế, nguyên nhân'];
    expect(assessed(reported(2, 1))).toEqual([
      '[…]',
      ...limits,
      'Còn 1/3 báo cáo chưa gửi, 1/3 báo cáo gửi trễ hạn.',
      'Nguyên nhân: […]',
    ]);
    expect(assessed(reported(2, 2))).toContain('Còn 1/3 báo cáo chưa gửi.');
    expect(assessed(reported(3, 2))).toContain('Có 1/3 báo cáo gửi trễ hạn.');
    expect(assessed(reported(3, 3))).toEqual([
      'Báo cáo được gửi đầy đủ, đúng hạn.',
      '[…]',
      ...limits,
      '[…]',
      'Nguyên nhân: […]',
    ]);
  });

  it('says nothing for units that have not reported', () => {
    const silent = { ...WEEK.figures, received: 0, texts: [] };
    const said = words(content({ ...WEEK, figures: silent }).blocks);
    expect(said).toContain('Chưa có báo cáo nào trong 3 báo cáo phải gửi.');
    expect(said.filter((text) => text.includes('không nêu'))).toEqual([]);
    const heard = words(content({ ...WEEK, figures: { ...WEEK.figures, texts: [] } }).blocks);
    expect(heard).toContain('Trong kỳ các báo cáo đã nhận không nêu khó khăn, kiến nghị.');
  });

  it('about several periods counts what was said again, and names the reports that it rests on', () => {
    const said = [
      ['tan-thuan', 'Thiếu kinh phí', '2016-W02', 'BC-2222'],
      ['binh-minh', 'thieu kinh phi', '2016-W30', 'BC-2223.2'],
      ['tan-thuan', 'thiếu kinh phí.', '2017-W05', 'BC-2224'],
      ['binh-minh', 'Mưa nhiều', '2017-W06', 'BC-2225'],
    ] as const;
    const view: DigestView = {
      ...WEEK,
      findings: {
        ...WEEK.findings,
        parts: said.map(([, , period]) => period),
        reports: [{ unit: 'tan-thuan', codes: ['BC-2222', 'BC-2224'] }],
        said: said.map(([unit, text, period, report]) => ({
          unit,
          field: 'difficulties',
          text,
          period,
          report,
        })),
      },
    };
    const report = content(view);
    expect(words(report.blocks)).toEqual(
      expect.arrayContaining([
        'Xã Tân Thuận, xã Bình Minh: “Thiếu kinh phí” (nêu 3 lần, 2 năm).',
        'Xã Bình Minh: “Mưa nhiều”.',
      ]),
    );
    const annex = report.annexes.at(-1);
    expect(annex?.title).toBe('Căn cứ của từng nội dung');
    expect(annex?.tables[0]?.rows.map(({ cells }) => cells.slice(1))).toEqual([
      ['Hòa giải ở cơ sở: 11/13 vụ', 'Báo cáo của 2 xã'],
      ['Đơn khiếu nại mới: 3 đơn', 'Báo cáo của 2 xã'],
      ['Đơn tố cáo mới: 0', 'Báo cáo của 1 xã'],
      ['Khó khăn, vướng mắc: “Thiếu kinh phí” (nêu 3 lần, 2 năm)', 'BC-2222, BC-2223.2, BC-2224'],
      ['Khó khăn, vướng mắc: “Mưa nhiều”', 'BC-2225'],
    ]);
    expect(annex?.tables[1]?.rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Xã Tân Thuận', 'BC-2222, BC-2224'],
    ]);
    expect(content().annexes).toHaveLength(1);
  });

  it('quotes what units wrote, those that say the same together', () => {
    expect(words(content().blocks)).toEqual(
      expect.arrayContaining([
        'Xã Tân Thuận, xã Bình Minh: “Thiếu kinh phí”.',
        'Xã Bình Minh: “=HYPERLINK("http://x")”.',
      ]),
    );
  });

  it('of hundreds of texts quotes what most units wrote, and says where the others are', () => {
    const texts = Array.from({ length: 250 }, (_, at) => ({
      unit: 'tan-thuan',
      field: 'difficulties',
      text: `khó khăn thứ ${at}`,
    }));
    const again = { unit: 'binh-minh', field: 'difficulties', text: 'khó khăn thứ 249' };
    const figures = { ...WEEK.figures, texts: [...texts, again] };
    const said = words(content({ ...WEEK, figures }).blocks);
    const quoted = said.filter((text) => text.includes('khó khăn thứ'));
    expect(quoted).toHaveLength(100);
    expect(quoted[0]).toBe('Xã Tân Thuận, xã Bình Minh: “khó khăn thứ 249”.');
    expect(said).toContain('Còn 150 ý kiến khác ở bảng tính kèm theo, trang “Ý kiến”.');
  });

  it('quotes what a unit explained of a figure', () => {
    const explanations = [
      { unit: 'binh-minh', period: '2017-W33', field: 'complaints', text: 'đếm cả đơn cũ' },
    ];
    expect(words(content({ ...WEEK, figures: { ...WEEK.figures, explanations } }).blocks)).toContain(
      'Xã Bình Minh, Đơn khiếu nại mới (tuần 33/2017): “đếm cả đơn cũ”.',
    );
  });

  it('counts reports, not units, where several periods are added up', () => {
    const findings = { ...WEEK.findings, parts: ['2017-W33', '2017-W34'] };
    expect(words(content({ ...WEEK, findings }).blocks)).toEqual(
      expect.arrayContaining([
        'Có 2/3 báo cáo đã gửi (66,7 %), đúng hạn 1, trễ hạn 1.',
        'Có kỳ báo cáo trễ hạn: xã Bình Minh (1 tuần).',
        'Có kỳ chưa báo cáo: xã Vĩnh Phong (1 tuần).',
      ]),
    );
  });

  it('has choices and days with the results: they are no difficulties', () => {
    const names = { ...WEEK.names, facts: ['difficulties'] };
    const said = words(content({ ...WEEK, names }).blocks);
    expect(said.indexOf('Khó khăn, vướng mắc')).toBeLessThan(said.indexOf('Đánh giá chung'));
    expect(said.indexOf('Kiến nghị, đề xuất')).toBeGreaterThan(said.indexOf('Khó khăn, kiến nghị'));
  });

  it('about several periods has how timely and complete each unit was, in an annex of its own', () => {
    const units = [
      { unit: 'tan-thuan', expected: 26, received: 26, late: 1 },
      { unit: 'binh-minh', expected: 25, received: 20, late: 0 },
    ];
    const figures = { ...WEEK.figures, expected: 51, received: 46 };
    const findings = { ...WEEK.findings, units, on_time: 45, parts: ['2017-W33', '2017-W34'] };
    const annex = content({ ...WEEK, figures, findings }).annexes[1];
    expect(annex?.title).toBe('Tình hình gửi báo cáo từng đơn vị');
    expect(annex?.tables[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Xã Tân Thuận', '26', '26', '25', '1', '0', '100 %', '96,2 %'],
      ['2', 'Xã Bình Minh', '25', '20', '20', '0', '5', '80,0 %', '80,0 %'],
      ['', 'Tổng', '51', '46', '45', '1', '5', '90,2 %', '88,2 %'],
    ]);
  });

  it('has every unit in the annex with its state and figures, and the sums', () => {
    const [annex] = content().annexes;
    expect(annex?.tables[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Xã Tân Thuận', 'Đúng hạn', '6/6', '0', '0'],
      ['2', 'Xã Bình Minh', 'Trễ', '5/7', '3', '–'],
      ['3', 'Xã Vĩnh Phong', 'Chưa', '–', '–', '–'],
      ['4', 'Xã Phong Đông', 'Miễn', '–', '–', '–'],
      ['', 'Tổng', '2/3', '11/13', '3', '0'],
    ]);
  });

  it('leaves thousands of units to the workbook, and says so', () => {
    const units = Object.fromEntries(Array.from({ length: 3_321 }, (_, at) => [`xa-${at}`, `Xã ${at}`]));
    expect(content({ ...WEEK, names: { ...WEEK.names, units } }).annexes[0]).toEqual({
      title: 'Số liệu từng đơn vị',
      tables: [],
      notes: ['Số liệu của 3.321 đơn vị ở bảng tính kèm theo, trang “Đơn vị”.'],
    });
  });

  it('goes on in another table where a form asks for more than fits', () => {
    const many = Array.from({ length: 5 }, () => WEEK.figures.indicators)
      .flat()
      .slice(0, 14);
    const figures = { ...WEEK.figures, indicators: many };
    const heads = content({ ...WEEK, figures }).annexes[0]?.tables.map(({ heads: all }) => all.length);
    expect(heads).toEqual([10, 10]);
  });
});
