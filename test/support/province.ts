import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import type { Unit } from '../../src/core/organization/organization.ts';
import { tuan } from './forms.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A province with its People's Committee, and communes dealt out in turn to its districts; a leader of each body and one contact. */
export function province(communes: number, districts: number): OrganizationFile {
  const units: readonly Unit[] = [
    { code: 'tinh', name: 'Tỉnh Kiên Giang', kind: 'province' },
    ...range(districts).map((n) => ({
      code: `huyen-${n}`,
      name: `Huyện Mẫu ${String.fromCodePoint(65 + n)}`,
      kind: 'district',
      parent: 'tinh',
    })),
    ...range(communes).map((n) => ({
      code: `xa-${n}`,
      name: `Xã số ${n + 1}`,
      kind: 'commune',
      parent: `huyen-${n % districts}`,
    })),
  ];
  return {
    units,
    bodies: [
      { code: 'ubnd', name: 'UBND tỉnh', style: 'government', unit: 'tinh' },
      { code: 'dang', name: 'Ban Dân vận Tỉnh ủy', style: 'party', unit: 'tinh' },
    ],
    people: ['chu-tich', 'truong-ban', 'dau-moi'].map((code) => ({
      code,
      name: code,
      honorific: 'đồng chí',
    })),
    posts: [
      { code: 'cd-ct', title: 'Chủ tịch', role: 'leader', body: 'ubnd', holder: 'chu-tich' },
      { code: 'cd-tb', title: 'Trưởng ban', role: 'leader', body: 'dang', holder: 'truong-ban' },
      { code: 'cd-dm', title: 'Đầu mối', role: 'contact', unit: 'xa-0', holder: 'dau-moi' },
    ],
    forms: [{ ...tuan, receivers: ['ubnd', 'dang'] }],
  };
}
