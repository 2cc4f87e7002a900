import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, PARTY_LEADER, type Office } from '../support/office.ts';
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
