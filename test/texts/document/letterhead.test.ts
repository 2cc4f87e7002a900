import { describe, expect, it } from 'vitest';
import type { Office } from '../../../src/core/organization/office.ts';
import { letterheadOf } from '../../../src/texts/document/letterhead.ts';
import { PARTY_BOARD, PEOPLES_COMMITTEE } from '../../support/digest-view.ts';

const head = (office: Partial<Office>, of: Office = PEOPLES_COMMITTEE) => letterheadOf({ ...of, ...office });

describe('the letterhead of a government body', () => {
  it('names the unit where the body names its kind alone, and is signed by the head on behalf of the committee', () => {
    expect(letterheadOf(PEOPLES_COMMITTEE)).toEqual({
      parent: [],
      issuer: ['ỦY BAN NHÂN DÂN', 'HUYỆN VĨNH THUẬN'],
      symbol: 'UBND',
      place: 'Vĩnh Thuận',
      name: 'UBND huyện Vĩnh Thuận',
      signature: { authority: 'ỦY BAN NHÂN DÂN', title: 'CHỦ TỊCH', name: 'Nguyễn Thanh Tùng' },
    });
  });

  it('keeps a name that is whole', () => {
    expect(head({ body: 'Ủy ban nhân dân tỉnh An Giang', unit: 'Tỉnh An Giang' })).toMatchObject({
      issuer: ['ỦY BAN NHÂN DÂN', 'TỈNH AN GIANG'],
      name: 'UBND tỉnh An Giang',
      place: 'An Giang',
    });
  });

  it('puts the committee above one of its departments, whose head signs with the title alone', () => {
    const department = head({
      body: 'Sở Nội vụ',
      unit: 'Tỉnh An Giang',
      leaders: [{ title: 'Giám đốc Sở Nội vụ', holder: 'Lê Thị Hoa' }],
    });
    expect(department).toMatchObject({
      parent: ['ỦY BAN NHÂN DÂN', 'TỈNH AN GIANG'],
      issuer: ['SỞ NỘI VỤ'],
      symbol: 'SNV',
    });
    expect(department.signature).toEqual({ title: 'GIÁM ĐỐC', name: 'Lê Thị Hoa' });
  });

  it('leaves the signer open where nobody leads it', () => {
    expect(head({ leaders: [] }).signature).toMatchObject({ title: '[…]', name: null });
  });
});

describe('the letterhead of a Party body', () => {
  it('puts the committee that it belongs to above it', () => {
    expect(letterheadOf(PARTY_BOARD)).toEqual({
      parent: ['HUYỆN ỦY VĨNH THUẬN'],
      issuer: ['BAN DÂN VẬN'],
      symbol: 'BDVHU',
      place: 'Vĩnh Thuận',
      name: 'Ban Dân vận Huyện ủy Vĩnh Thuận',
      signature: { title: 'TRƯỞNG BAN', name: 'Trần Văn Nghĩa' },
    });
  });

  it.each([
    [
      'Ban Tuyên giáo và Dân vận Tỉnh ủy',
      'Tỉnh An Giang',
      'TỈNH ỦY AN GIANG',
      'BAN TUYÊN GIÁO VÀ DÂN VẬN',
      'BTGDVTU',
    ],
    ['Ban Xây dựng Đảng Đảng ủy', 'Xã Vĩnh Bình', 'ĐẢNG ỦY XÃ VĨNH BÌNH', 'BAN XÂY DỰNG ĐẢNG', 'BXDĐĐU'],
    ['Ban Dân vận Tỉnh ủy Kiên Giang', 'Tỉnh Kiên Giang', 'TỈNH ỦY KIÊN GIANG', 'BAN DÂN VẬN', 'BDVTU'],
  ])('%s', (body, unit, parent, issuer, symbol) => {
    expect(head({ body, unit }, PARTY_BOARD)).toMatchObject({ parent: [parent], issuer: [issuer], symbol });
  });

  it('takes a name without a committee as it is', () => {
    expect(head({ body: 'Đảng bộ huyện' }, PARTY_BOARD)).toMatchObject({
      parent: [],
      issuer: ['ĐẢNG BỘ HUYỆN'],
    });
  });
});
