import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentStyle } from '../../src/core/organization/organization.ts';
import { LAYOUTS } from '../../src/documents/layouts.ts';
import { writeWord } from '../../src/documents/word/write.ts';
import { reportContent } from '../../src/texts/document/report.ts';
import { PARTY_BOARD, PEOPLES_COMMITTEE, WEEK } from '../support/digest-view.ts';
import { HAS_OFFICE_SUITE, printPages, type Pages } from '../support/office-suite.ts';
import { unzip } from '../support/zip.ts';

const AT = Temporal.Instant.from('2017-08-28T07:00:00+07:00');
const OFFICES = { government: PEOPLES_COMMITTEE, party: PARTY_BOARD };

const write = (style: DocumentStyle) =>
  writeWord([
    {
      style,
      content: reportContent({ view: WEEK, office: OFFICES[style], at: AT, zone: 'Asia/Ho_Chi_Minh' }),
    },
  ]);

const twips = (mm: number) => Math.round((mm / 25.4) * 1440);

const documentXml = async (style: DocumentStyle) =>
  unzip(Buffer.from(await write(style)))
    .get('word/document.xml')
    ?.toString() ?? '';

describe.each(['government', 'party'] as const)('a document in the %s layout', (style) => {
  it('is an A4 sheet with the margins of the layout, and an annex on its side', async () => {
    const xml = await documentXml(style);
    const sizes = [...xml.matchAll(/<w:pgSz ([^>]*)\/>/g)].map(([, size]) => size);
    expect(sizes[0]).toContain('w:w="11906" w:h="16838"');
    expect(sizes[1]).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
    const { topMm, leftMm, rightMm } = LAYOUTS[style].page;
    expect(xml).toContain(`w:top="${twips(topMm)}" w:right="${twips(rightMm)}"`);
    expect(xml).toContain(`w:left="${twips(leftMm)}"`);
  });

  it('hides the number of its first page only', async () => {
    expect((await documentXml(style)).match(/<w:titlePg/g)).toHaveLength(1);
  });

  it('repeats the head of each table and splits no row', async () => {
    const xml = await documentXml(style);
    const rows = xml.match(/<w:tr>/g) ?? [];
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(2);
    expect(xml.match(/<w:cantSplit/g)).toHaveLength(rows.length);
  });
});

describe.skipIf(!HAS_OFFICE_SUITE)('a document as LibreOffice prints it', { timeout: 60_000 }, () => {
  const printed = new Map<DocumentStyle, Pages>();
  const lines = (style: DocumentStyle, page: number) =>
    (printed.get(style)?.texts[page] ?? '').split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));

  beforeAll(async () => {
    for (const style of ['government', 'party'] as const) {
      printed.set(style, await printPages(await write(style), 'docx'));
    }
  }, 60_000);

  it('begins with the state and the committee where the government issues it', () => {
    expect(
      lines('government', 0)
        .filter((line) => line !== '')
        .slice(0, 5),
    ).toEqual([
      'ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'HUYỆN VĨNH THUẬN Độc lập - Tự do - Hạnh phúc',
      'Số: /BC-UBND Vĩnh Thuận, ngày tháng 8 năm 2017',
      'DỰ THẢO',
      'BÁO CÁO',
    ]);
  });

  it('begins with the Party and its committee where the Party issues it', () => {
    const head = lines('party', 0).slice(0, 8).join(' ');
    for (const words of [
      'HUYỆN ỦY VĨNH THUẬN',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'BAN DÂN VẬN',
      '*',
      'Số -BC/BDVHU',
      'DỰ THẢO LẦN 1',
    ]) {
      expect(head).toContain(words);
    }
    expect(head).not.toContain('CỘNG HÒA');
  });

  it.each([
    ['government', 'I. TÌNH HÌNH, CÔNG TÁC CHỈ ĐẠO', './.', 'TM. ỦY BAN NHÂN DÂN', '- Lưu: VT.'],
    ['party', 'I- TÌNH HÌNH, CÔNG TÁC CHỈ ĐẠO', 'Thuận.', 'TRƯỞNG BAN', '- Lưu Ban Dân vận'],
  ] as const)('numbers, ends and signs as the %s does', (style, heading, end, signer, archive) => {
    const all = (printed.get(style)?.texts ?? []).join('\n');
    expect(all).toContain(heading);
    expect(all).toMatch(new RegExp(`Trên đây là báo cáo[^]*?${end.replaceAll('.', '\\.')}\n`));
    expect(all).toContain(signer);
    expect(all).toContain(archive);
    expect(all.includes('./.')).toBe(style === 'government');
  });

  it('keeps the signature beside the end of the text', () => {
    for (const style of ['government', 'party'] as const) {
      const page = printed.get(style)?.texts.find((text) => text.includes('Nơi nhận:'));
      expect(page).toContain('Trên đây là báo cáo');
    }
  });

  it('ends with the annex across', () => {
    const pages = printed.get('government');
    expect(pages?.sizes.at(0)?.widthMm).toBeCloseTo(210, 0);
    expect(pages?.sizes.at(-1)?.widthMm).toBeCloseTo(297, 0);
    expect(pages?.texts.at(-1)).toContain('SỐ LIỆU TỪNG ĐƠN VỊ');
  });
});
