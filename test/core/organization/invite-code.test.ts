import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInviteCodes, inviteCodeFrom } from '../../../src/core/organization/invite-code.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const code = hash.map(inviteCodeFrom).filter((made) => made !== undefined);

describe('an invite code', () => {
  it('is ten capitals and digits without look-alikes and vowels, mixed in each half', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[CFHJKMNPRTVX2-9]{10}$/);
        for (const half of [made.slice(0, 5), made.slice(5)]) expect(half).toMatch(/[A-Z]\d|\d[A-Z]/);
      }),
    );
  });

  it('is made from nearly every hash', () => {
    const made = fc.sample(hash, { numRuns: 500, seed: 7 }).map(inviteCodeFrom);
    expect(made.filter((one) => one !== undefined).length).toBeGreaterThan(480);
  });

  it('is found anywhere, in any case, however it was typed', () => {
    const ways = fc.constantFrom(
      (made: string) => made,
      (made: string) => made.toLowerCase(),
      (made: string) => `#${made}`,
      (made: string) => `# ${made}`,
      (made: string) => `mã ${made}`,
      (made: string) => `Mã: ${made.toLowerCase()}`,
      (made: string) => `mã mời là ${made} ạ`.normalize('NFD'),
      (made: string) => `ma${made}`,
      (made: string) => `mã${made}`,
      (made: string) => `em là Út, xã Vĩnh Phong, mã của em là "${made}".`,
      (made: string) => `/start ${made}`,
      (made: string) => `/start@hai_chieu_bot ${made}`,
      (made: string) => `https://t.me/hai_chieu_bot?start=${made}`,
      (made: string) => `${made.slice(0, 5)}-${made.slice(5)}`,
      (made: string) => `ma ${made.slice(0, 5)} ${made.slice(5)}`.toLowerCase(),
      (made: string) => `dạ\n${made}\nem gửi`,
    );
    fc.assert(
      fc.property(code, ways, (made, typed) => {
        expect(findInviteCodes(typed(made))).toContain(made);
      }),
    );
  });

  it.each(['ABCD2345', 'wrong234', '#ABCDEFGH', '/start AAAAAAAA', 'ZZZZZZZZ', 'mã 7K2M9QXA'])(
    'that is wrong is found too, to be counted: %s',
    (typed) => {
      expect(findInviteCodes(typed)).toHaveLength(1);
    },
  );

  it.each([
    'hg 5/6, kn 1, tthc 120/121, mh 2; khó khăn: thiếu kinh phí',
    'Tuan nay xa khong co gi phat sinh, bao cao dong chi',
    'kn1 tc0 gqđ 1/1 mh12 tcd9',
    'qcdc 3, đt 1, tcd 9',
    'số điện thoại 0912345678, hẹn 15/8/2026 16h30',
    'HG: 4/4; TTHC: 56/56; còn lại không',
    'KHÔNG PHÁT SINH',
    'khongphatsinh',
    'tháng 8 năm 2026 quý III tuần 34',
    'Nguyễn Thị Hương ở ấp 3',
    'ma tuy, mã số thuế',
    '',
  ])('is not seen in ordinary words: %s', (typed) => {
    expect(findInviteCodes(typed)).toEqual([]);
  });

  it('is looked for three times a message at most, and quickly in a long one', () => {
    const many = Array.from({ length: 50 }, (_, index) => `ABCD23${index + 10}`).join(' ');
    expect(findInviteCodes(many)).toHaveLength(3);
    expect(findInviteCodes('A1'.repeat(32_768))).toEqual([]);
  });
});
