import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, type Office } from '../support/office.ts';
import { province } from '../support/province.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice(undefined, province(100, 8));
  await office.says('dau-moi', 'hg 5/6, kn 3. Khó khăn: thiếu loa ở ấp.');
  await office.taps('dau-moi', 'Gửi');
  await office.taps('dau-moi', 'Gửi thiếu');
  await office.tick('2017-08-28T07:00:00+07:00');
}, 60_000);

afterAll(() => office.close());

describe('a digest of 100 communes in 8 districts', () => {
  it('counts those that have not reported by district', async () => {
    const said = (await office.heard('chu-tich')).at(-1)?.text ?? '';
    expect(said).toContain(
      'Chưa báo cáo 99/100 xã, ở 8 huyện: Mẫu B (13), Mẫu C (13), Mẫu D (13), Mẫu A (12), Mẫu E (12), Mẫu F (12), Mẫu G (12), Mẫu H (12).',
    );
  });

  it('keeps the districts with the figures that were sent, whatever becomes of them', async () => {
    const [kept] = await office.rows(`
      select jsonb_array_length(findings -> 'levels') as levels, findings -> 'levels' -> 1 -> 'name' as name,
        findings -> 'levels' -> 1 -> 'above' as above, jsonb_array_length(findings -> 'levels' -> 1 -> 'own') as own
      from digest limit 1`);
    expect(kept).toEqual({ levels: 9, name: 'Huyện Mẫu A', above: 'tinh', own: 13 });
  });
});
