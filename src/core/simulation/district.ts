import type { OrganizationFile } from '../organization/organization-file.ts';
import type { Post, Unit } from '../organization/organization.ts';
import { sampleOrganization } from '../sample/district.ts';

const REPORTS = 'commune';
/** Together with the second word none makes a name of the sample’s own communes. */
const FIRST: readonly string[] = ['Hưng', 'Mỹ', 'Bình', 'An', 'Phú', 'Long', 'Thạnh', 'Hiệp', 'Hòa', 'Đông'];
const SECOND: readonly string[] = [
  'Thuận',
  'Phong',
  'Hưng',
  'Lợi',
  'Hiệp',
  'Quới',
  'Thới',
  'Lộc',
  'Trạch',
  'Khánh',
];

/** The sample district with so many communes: fewer than its own eight, or more with invented names. */
export function simulatedDistrict(units: number): OrganizationFile {
  const sample = sampleOrganization();
  const own = sample.units.filter((unit) => unit.kind === REPORTS);
  const dropped = new Set(own.slice(units).map((unit) => unit.code));
  const added = Array.from({ length: Math.max(0, units - own.length) }, (_, index) => inventCommune(index));
  const isKept = (post: Post) => !('unit' in post) || !dropped.has(post.unit);
  const posts = [...sample.posts.filter(isKept), ...added.map(({ post }) => post)];
  const holders = new Set(posts.flatMap((post) => post.holder ?? []));
  return {
    ...sample,
    units: [...sample.units.filter((unit) => !dropped.has(unit.code)), ...added.map(({ unit }) => unit)],
    people: [
      ...sample.people.filter((person) => holders.has(person.code)),
      ...added.map(({ person }) => person),
    ],
    posts,
  };
}

function inventCommune(index: number) {
  const number = String(index + 1).padStart(4, '0');
  const names = FIRST.length * SECOND.length;
  const round = Math.floor(index / names);
  const first = FIRST[Math.floor(index / SECOND.length) % FIRST.length] ?? '';
  const second = SECOND[index % SECOND.length] ?? '';
  const unit: Unit = {
    code: `xa-${number}`,
    name: `Xã ${first} ${second}${round === 0 ? '' : ` ${round + 1}`}`,
    kind: REPORTS,
    parent: 'vinh-thuan',
  };
  const person = { code: `can-bo-${number}`, name: `Cán bộ ${number}`, honorific: 'đồng chí' };
  const post: Post = {
    code: `dau-moi-${unit.code}`,
    title: 'Đầu mối dân vận',
    role: 'contact',
    unit: unit.code,
    holder: person.code,
  };
  return { unit, person, post };
}
