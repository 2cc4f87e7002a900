import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { tuan } from './forms.ts';

const COMMUNES = ['xuan', 'thu'] as const;
const HAMLETS = ['mot', 'hai', 'ba'] as const;
const NUMBERS = { mot: 'Một', hai: 'Hai', ba: 'Ba' } as const;
const NAMES = { xuan: 'Xuân', thu: 'Thu' } as const;

/**
 * Two communes of three hamlets each, whose reports are due on Friday 9:00, the communes' at 16:00. `xuan-mot` is a hamlet and
 * `dm-xuan-mot` its contact; the third hamlets have none. `dm-xuan` and `dm-thu` are the communes' contacts, `cap-tren` heads the
 * district, `lanh-dao` and `chuyen-vien` are of the body that receives the form.
 */
export function hamletOrganization(): OrganizationFile {
  const contacted = COMMUNES.flatMap((commune) => [
    commune,
    ...HAMLETS.slice(0, 2).map((hamlet) => `${commune}-${hamlet}`),
  ]);
  return {
    units: [
      { code: 'huyen', name: 'Huyện Vĩnh Thuận', kind: 'district' },
      ...COMMUNES.flatMap((commune) => [
        { code: commune, name: `Xã ${NAMES[commune]}`, kind: 'commune', parent: 'huyen' },
        ...HAMLETS.map((hamlet) => ({
          code: `${commune}-${hamlet}`,
          name: `Ấp ${NAMES[commune]} ${NUMBERS[hamlet]}`,
          kind: 'hamlet',
          parent: commune,
        })),
      ]),
    ],
    bodies: [{ code: 'ubnd', name: 'UBND huyện', style: 'government', unit: 'huyen' }],
    people: [...contacted.map((unit) => `dm-${unit}`), 'cap-tren', 'lanh-dao', 'chuyen-vien'].map((code) => ({
      code,
      name: `Người ${code}`,
      honorific: 'đồng chí',
    })),
    posts: [
      ...contacted.map((unit) => ({
        code: `cd-${unit}`,
        title: 'Đầu mối',
        role: 'contact' as const,
        unit,
        holder: `dm-${unit}`,
      })),
      { code: 'cd-cap-tren', title: 'Phó Bí thư', role: 'superior', unit: 'huyen', holder: 'cap-tren' },
      { code: 'cd-lanh-dao', title: 'Chủ tịch', role: 'leader', body: 'ubnd', holder: 'lanh-dao' },
      {
        code: 'cd-chuyen-vien',
        title: 'Chuyên viên',
        role: 'coordinator',
        body: 'ubnd',
        holder: 'chuyen-vien',
      },
    ],
    forms: [
      {
        ...tuan,
        receivers: ['ubnd'],
        reporters: { kind: 'commune', sums: { kind: 'hamlet', due: 'friday 09:00' } },
        fields: tuan.fields.map((field) => ({ ...field, for: [] })),
      },
    ],
  };
}
