import type { OrganizationFile } from '../organization/organization-file.ts';
import type { Person, Post, Unit } from '../organization/organization.ts';
import { sampleForm } from './form.ts';

export { sampleForm } from './form.ts';

/**
 * The district, the township and a commune share the name Vĩnh Thuận: names carry the kind, codes tell them apart.
 * The township's kind is `commune` too, because the form asks by kind and all eight report.
 */
const DISTRICT: Unit = { code: 'vinh-thuan', name: 'Huyện Vĩnh Thuận', kind: 'district' };

type Commune = { code: string; name: string; contact: Person; title: string };

const COMMUNES: readonly Commune[] = [
  commune('thi-tran-vinh-thuan', 'Thị trấn Vĩnh Thuận', 'le-thi-ngoc-mai', 'Lê Thị Ngọc Mai', 'khối Dân vận'),
  commune('xa-vinh-thuan', 'Xã Vĩnh Thuận', 'nguyen-hoang-phuc', 'Nguyễn Hoàng Phúc', 'Văn phòng - Thống kê'),
  commune('tan-thuan', 'Xã Tân Thuận', 'danh-thi-my-linh', 'Danh Thị Mỹ Linh', 'khối Dân vận'),
  commune('vinh-binh-bac', 'Xã Vĩnh Bình Bắc', 'tran-quoc-thai', 'Trần Quốc Thái', 'Mặt trận Tổ quốc'),
  commune('vinh-binh-nam', 'Xã Vĩnh Bình Nam', 'pham-thi-kim-thoa', 'Phạm Thị Kim Thoa', 'khối Dân vận'),
  commune('binh-minh', 'Xã Bình Minh', 'vo-minh-nhut', 'Võ Minh Nhựt', 'Văn phòng - Thống kê'),
  commune('phong-dong', 'Xã Phong Đông', 'huynh-thi-be-ba', 'Huỳnh Thị Bé Ba', 'khối Dân vận'),
  commune('vinh-phong', 'Xã Vĩnh Phong', 'do-van-ut', 'Đỗ Văn Út', 'Mặt trận Tổ quốc'),
];

const OFFICIALS: readonly Person[] = [
  person('tran-van-nghia', 'Trần Văn Nghĩa'),
  person('le-thi-hong-tham', 'Lê Thị Hồng Thắm'),
  person('nguyen-thanh-tung', 'Nguyễn Thanh Tùng'),
  person('bui-thi-thanh-truc', 'Bùi Thị Thanh Trúc'),
  person('pham-hong-son', 'Phạm Hồng Sơn'),
  person('ngo-thi-cam-tu', 'Ngô Thị Cẩm Tú'),
];

const DISTRICT_POSTS: readonly Post[] = [
  {
    code: 'truong-ban-dan-van',
    title: 'Trưởng Ban Dân vận',
    role: 'leader',
    body: 'ban-dan-van',
    holder: 'tran-van-nghia',
  },
  {
    code: 'pho-ban-dan-van',
    title: 'Phó Trưởng Ban Dân vận',
    role: 'leader',
    body: 'ban-dan-van',
    holder: 'le-thi-hong-tham',
  },
  {
    code: 'chu-tich-ubnd',
    title: 'Chủ tịch UBND huyện',
    role: 'leader',
    body: 'ubnd',
    holder: 'nguyen-thanh-tung',
  },
  {
    code: 'pho-chu-tich-ubnd',
    title: 'Phó Chủ tịch UBND huyện',
    role: 'leader',
    body: 'ubnd',
    holder: 'bui-thi-thanh-truc',
  },
  {
    code: 'phu-trach-co-so',
    title: 'Ủy viên Ban Thường vụ phụ trách cơ sở',
    role: 'superior',
    unit: 'vinh-thuan',
    holder: 'pham-hong-son',
  },
  {
    code: 'tong-hop-dan-van',
    title: 'Chuyên viên tổng hợp Ban Dân vận',
    role: 'coordinator',
    body: 'ban-dan-van',
    holder: 'ngo-thi-cam-tu',
  },
];

const ORGANIZATION: OrganizationFile = {
  units: [
    DISTRICT,
    ...COMMUNES.map(({ code, name }) => ({ code, name, kind: 'commune', parent: DISTRICT.code })),
  ],
  bodies: [
    { code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy', style: 'party', unit: DISTRICT.code },
    { code: 'ubnd', name: 'UBND huyện', style: 'government', unit: DISTRICT.code },
  ],
  people: [...COMMUNES.map(({ contact }) => contact), ...OFFICIALS],
  posts: [
    ...COMMUNES.map(({ code, title, contact }): Post => ({
      code: `dau-moi-${code}`,
      title,
      role: 'contact',
      unit: code,
      holder: contact.code,
    })),
    ...DISTRICT_POSTS,
  ],
  forms: [sampleForm()],
};

/** The sample district of Vĩnh Thuận as of 2017: eight communes, two receiving bodies, invented people. */
export function sampleOrganization(): OrganizationFile {
  return ORGANIZATION;
}

function commune(
  code: string,
  name: string,
  personCode: string,
  personName: string,
  office: string,
): Commune {
  return { code, name, contact: person(personCode, personName), title: `Đầu mối dân vận (${office})` };
}

function person(code: string, name: string): Person {
  return { code, name, honorific: 'đồng chí' };
}
