import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';
import { appointHead, HEAD } from '../support/sign-offs.ts';

/** Heads the whole district. */
const SUPERIOR = 'pham-hong-son';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  await appointHead(office, 'tan-thuan');
});

afterAll(() => office.close());

async function hears(person: string, words: string): Promise<string> {
  return (await office.says(person, words)).map(({ text }) => text).join('\n');
}

describe('the head of one commune', () => {
  it("cannot read another commune's report, and is not told whether there is one", async () => {
    const said = await hears(HEAD, '/xem binh-minh');
    expect(said).toContain('Báo cáo của xã Bình Minh không thuộc phạm vi đồng chí được xem.');
    expect(await hears(HEAD, '/xem vinh-phong')).toBe(said.replace('xã Bình Minh', 'xã Vĩnh Phong'));
    expect(await hears(HEAD, '/xem vinh-thuan')).toBe(said.replace('xã Bình Minh', 'huyện Vĩnh Thuận'));
  });

  it("sees the commune's own", async () => {
    expect(await hears(HEAD, '/xem tan-thuan')).toContain('Xã Tân Thuận: ');
  });

  it('gets no digest of the district', async () => {
    expect(await hears(HEAD, '/tonghop')).toContain('Bản tổng hợp chỉ gửi cho cơ quan nhận báo cáo.');
  });
});

describe('the superior of the district', () => {
  it('sees every commune and both digests', async () => {
    expect(await hears(SUPERIOR, '/xem binh-minh')).toContain('Xã Bình Minh: ');
    const digests = await hears(SUPERIOR, '/tonghop');
    expect(digests).toContain('Ban Dân vận Huyện ủy');
    expect(digests).toContain('UBND huyện');
    expect(digests).toContain('8/8 đơn vị');
  });
});

describe('a leader', () => {
  it("sees the fields and the digest of the own body, not the other's", async () => {
    const digest = await hears(PARTY_LEADER, '/tonghop');
    expect(digest).toContain('Ban Dân vận Huyện ủy');
    expect(digest).not.toContain('UBND huyện');
  });
});

describe('a digest of a named period', () => {
  it.each([
    ['/tonghop tuần 33', 'Tổng hợp tuần 33/2017 (14/8–20/8)'],
    ['tổng hợp tháng 8', 'Tổng hợp tháng 8/2017'],
    ['/tonghop 2017-Q3', 'Tổng hợp quý III/2017'],
    ['tổng hợp giai đoạn 2012-2017', 'Tổng hợp giai đoạn 2012–2017'],
    ['/tonghop 2012..2017', 'Tổng hợp giai đoạn 2012–2017'],
    ['/tonghop', 'Tổng hợp tuần 33/2017 (14/8–20/8)'],
  ])('%j: %s', async (words, title) => {
    expect(await hears(PARTY_LEADER, words)).toMatch(new RegExp(`^${title.replace(/[()]/g, '\\$&')}\n`));
  });

  it('goes on in the same period', async () => {
    const [, hint = ''] = /gõ (\/tonghop .*) để xem$/.exec(await hears(PARTY_LEADER, 'tổng hợp quý 3')) ?? [];
    expect(hint).toBe('/tonghop 2017-Q3 trang 2');
    expect(await hears(PARTY_LEADER, hint)).toMatch(/^Tổng hợp quý III\/2017 \(trang 2\)/);
    expect(await hears(PARTY_LEADER, 'tổng hợp tuần 33')).not.toMatch(/gõ \/tonghop 2 /);
  });

  it('says so where there is no such page', async () => {
    expect(await hears(PARTY_LEADER, '/tonghop 9')).toBe(
      'Bản tổng hợp không có trang ấy. Gõ /tonghop để xem từ trang đầu.',
    );
  });

  it('is not that of another where there is none, or no period is named', async () => {
    expect(await hears(PARTY_LEADER, '/tonghop 2001..2005')).toContain(
      'Chưa có kỳ báo cáo nào trong giai đoạn 2001–2005 để tổng hợp.',
    );
    expect(await hears(PARTY_LEADER, '/tonghop xã nào')).toContain('Chưa rõ đồng chí cần kỳ nào.');
  });

  it('is not what a report means that begins with the same words', async () => {
    expect(await hears(CONTACT, 'tổng hợp tuần 34: hg 5/6, kn 1')).toContain('Hòa giải ở cơ sở: 5/6 vụ');
  });
});
