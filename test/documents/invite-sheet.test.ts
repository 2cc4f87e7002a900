import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { qrPicture } from '../../src/documents/qr-picture.ts';
import { inviteSheet } from '../../src/documents/invite-sheet.ts';
import { NO_PLACES, type JoinPlaces } from '../../src/core/invites/places.ts';
import type { InviteCard } from '../../src/texts/invite-sheet.ts';
import { unzip } from '../support/zip.ts';

const MAI: InviteCard = {
  name: 'Lê Thị Ngọc Mai',
  posts: [{ title: 'Đầu mối dân vận', place: 'Xã Bình Minh' }],
  code: 'C7KPT4XNRH',
  places: { ...NO_PLACES, telegramBot: 'hai_chieu_bot' },
  lastDay: Temporal.PlainDate.from('2026-12-28'),
};

const at = (places: Partial<JoinPlaces>): InviteCard => ({ ...MAI, places: { ...MAI.places, ...places } });

async function contentOf(cards: readonly InviteCard[]) {
  const files = unzip(await inviteSheet(cards));
  const xml = files.get('word/document.xml')?.toString() ?? '';
  const pictures = [...files].filter(([name]) => name.startsWith('word/media/')).map(([, bytes]) => bytes);
  return { xml, pictures, text: xml.replace(/<[^>]+>/g, '\n').replace(/\n+/g, '\n') };
}

describe('a sheet of invites', () => {
  it('gives each person a name, an office, a code, a picture and three lines of what to do', async () => {
    const { text, pictures } = await contentOf([MAI]);
    expect(text.trim().split('\n')).toEqual([
      'Lê Thị Ngọc Mai',
      'Đầu mối dân vận, xã Bình Minh',
      'C7KPT-4XNRH',
      '1. Quét hình bằng điện thoại để mở Telegram.',
      '2. Bấm “Bắt đầu”, hoặc nhắn mã ở trên.',
      '3. Đọc lời giới thiệu; nếu nhất trí, trả lời “Đồng ý”.',
      'Mã dùng một lần, đến hết ngày 28/12/2026, chỉ cho người có tên.',
    ]);
    expect(pictures).toHaveLength(1);
    expect(pictures[0]?.subarray(1, 4).toString()).toBe('PNG');
  });

  it('puts two cards in a row that no page splits, dashed to be cut', async () => {
    const cards = ['1', '2', '3'].map((number) => ({
      ...MAI,
      name: `Người ${number}`,
      code: `C7KPT4XNR${number}`,
    }));
    const { xml } = await contentOf(cards);
    expect(xml.match(/<w:tr>/g)).toHaveLength(2);
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(2);
    expect(xml).toContain('w:val="dashed"');
    expect(xml.indexOf('Người 3')).toBeGreaterThan(xml.indexOf('Người 2'));
  });

  it('names the bot of Zalo, and says what to do where only that is there', async () => {
    const both = await contentOf([at({ zaloBot: 'Bot Dân vận' })]);
    expect(both.text).toContain('1. Quét hình bằng điện thoại (Telegram), hoặc mở “Bot Dân vận” trên Zalo.');
    const zalo = await contentOf([at({ telegramBot: null, zaloBot: 'Bot Dân vận' })]);
    expect(zalo.text).toContain('1. Mở “Bot Dân vận” trên Zalo.\n2. Nhắn mã ở trên.');
  });

  it('opens the Official Account of Zalo, which officials have, and names Telegram beside it', async () => {
    const zaloOa = { id: '2891003547118264975', name: 'Dân vận Vĩnh Thuận' };
    const both = await contentOf([at({ zaloOa, zaloBot: 'Bot Dân vận' })]);
    expect(both.text).toContain(
      '1. Quét hình bằng Zalo để mở “Dân vận Vĩnh Thuận”, hoặc mở @hai_chieu_bot trên Telegram.\n2. Nhắn mã ở trên.',
    );
    const zalo = await contentOf([at({ zaloOa, telegramBot: null })]);
    expect(zalo.text).toContain('1. Quét hình bằng Zalo, hoặc tìm “Dân vận Vĩnh Thuận” trên Zalo.');
    expect(zalo.pictures[0]).toEqual(await qrPicture('https://zalo.me/2891003547118264975'));
  });

  it('cuts what would push the steps off the card, and takes any name', async () => {
    const posts = Array.from({ length: 9 }, (_, index) => ({
      title: `Chức danh <${index}>`,
      place: 'Xã A & B',
    }));
    const { text } = await contentOf([{ ...MAI, posts }]);
    const office = text.split('\n').find((line) => line.startsWith('Chức danh')) ?? '';
    expect(office).toContain('Chức danh &lt;0&gt;, xã A &amp; B');
    expect(office.endsWith('…')).toBe(true);
    expect(text).toContain('C7KPT-4XNRH');
  });
});
