import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInviteWish } from '../../src/core/invites/words.ts';
import { CONTACT, openOffice, type Office } from '../support/office.ts';
import { twoDistricts } from '../support/two-districts.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const CODE = /[A-Z2-9]{5}-[A-Z2-9]{5}/;
const NEW_PHONE = 'a new phone';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const codeIn = (text: string | undefined) => CODE.exec(text ?? '')?.[0] ?? '';

describe('words about invites', () => {
  it.each([
    ['/moi vo-minh-nhut', 'invite', 'vo-minh-nhut'],
    ['mời đ/c Võ Minh Nhựt', 'invite', 'đ/c Võ Minh Nhựt'],
    ['cấp mã mời cho Võ Minh Nhựt', 'invite', 'Võ Minh Nhựt'],
    ['hủy mã mời của Nhựt', 'revoke-invite', 'Nhựt'],
    ['/moi', 'invite', ''],
  ])('“%s”', (text, kind, who) => {
    expect(readInviteWish(text)).toEqual({ kind, who });
  });

  it.each(['mới 2 mô hình', 'mời họp dân 3 cuộc', 'mh mới: 2', 'hủy', 'moi hoa giai'])(
    '“%s” is none',
    (text) => {
      expect(readInviteWish(text)).toBeUndefined();
    },
  );
});

describe('an invite from chat', () => {
  it('is a code that the person joins with, once; it stands in the database as a hash, and in the audit', async () => {
    const [said] = await office.says(COORDINATOR, 'mời đồng chí Võ Minh Nhựt');
    expect(said?.text).toContain('Võ Minh Nhựt (xã Bình Minh)');
    const code = codeIn(said?.text);
    expect(
      await office.rows(`select 1 from invite where code_hash like '%${code.replace('-', '')}%'`),
    ).toEqual([]);
    const [joining] = await office.says(NEW_PHONE, `mã ${code}`);
    expect(joining?.text).toContain('Võ Minh Nhựt');
    await office.says(NEW_PHONE, 'Đồng ý');
    const [again] = await office.says('another phone', code);
    expect(again?.text).toContain('đã được dùng');
    expect(await office.rows(`select 1 from audit where action = 'issue-invite'`)).toHaveLength(1);
  });

  it('that is open is shown again instead of a second one', async () => {
    const [first] = await office.says(COORDINATOR, `/moi ${CONTACT}`);
    const [second] = await office.says(COORDINATOR, `/moi ${CONTACT}`);
    expect(codeIn(second?.text)).toBe(codeIn(first?.text));
    expect(second?.text).toContain('đã cấp từ trước');
    expect(await office.rows('select 1 from invite')).toHaveLength(1);
  });

  it('is withdrawn by a word, and worth nothing then', async () => {
    const [said] = await office.says(COORDINATOR, `/moi ${CONTACT}`);
    const [revoked] = await office.says(COORDINATOR, 'hủy mời Võ Minh Nhựt');
    expect(revoked?.text).toBe('Đã hủy mã mời của đồng chí Võ Minh Nhựt (xã Bình Minh).');
    expect((await office.says(NEW_PHONE, codeIn(said?.text)))[0]?.text).toContain('Mã mời chưa đúng');
    const [none] = await office.says(COORDINATOR, `/huymoi ${CONTACT}`);
    expect(none?.text).toContain('không có mã mời nào');
  });

  it('asks which of several people of a name is meant', async () => {
    await office.rows(`update person set name = 'Trần Minh Nhựt' where code = 'do-van-ut'`);
    const [said] = await office.says(COORDINATOR, '/moi Minh Nhựt');
    expect(said?.text).toContain('• Trần Minh Nhựt (xã Vĩnh Phong): /moi do-van-ut');
    expect(await office.rows('select 1 from invite')).toEqual([]);
  });

  it('is for people whom the coordinator looks after', async () => {
    await office.close();
    office = await openOffice(undefined, twoDistricts());
    const [outside] = await office.says('coord2', '/moi contact');
    expect(outside?.text).toContain('không có ai tên «contact»');
    const [own] = await office.says('coord', '/moi party');
    expect(codeIn(own?.text)).not.toBe('');
    const [leader] = await office.says('party', '/moi contact');
    expect(leader?.text).toContain('dành cho lãnh đạo và cán bộ tổng hợp');
  });

  it('leaves words of reports alone', async () => {
    const [said] = await office.says(CONTACT, 'mời bà con dự họp');
    expect(said?.text).not.toContain('Mã mời');
    expect(await office.rows('select 1 from invite')).toEqual([]);
  });
});
