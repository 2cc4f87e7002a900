import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import type { Post, Role } from '../../src/core/organization/organization.ts';
import { tuan } from './forms.ts';

/**
 * Everybody who can turn up, seen from xã Một, by the code that the person has: its contact and head, `contact2` and `head2` of
 * another commune, the superior of the district, a leader of the `party` body and of the `state` body, the district's coordinator
 * and `coord2` of another district, an operator, `former`, who holds no post any more, who `left` the channel, and a stranger.
 */
export const WHO = [
  'contact',
  'contact2',
  'head',
  'head2',
  'superior',
  'party',
  'state',
  'coord',
  'coord2',
  'operator',
  'former',
  'left',
  'stranger',
] as const;
export type Who = (typeof WHO)[number];

type PlaceOf = readonly [Role, 'unit' | 'body', string];

const PLACES: Readonly<Record<Exclude<Who, 'former' | 'stranger'>, PlaceOf>> = {
  contact: ['contact', 'unit', 'mot'],
  contact2: ['contact', 'unit', 'hai'],
  head: ['superior', 'unit', 'mot'],
  head2: ['superior', 'unit', 'hai'],
  superior: ['superior', 'unit', 'huyen'],
  party: ['leader', 'body', 'dang'],
  state: ['leader', 'body', 'ubnd'],
  coord: ['coordinator', 'body', 'dang'],
  coord2: ['coordinator', 'body', 'dang-ben'],
  operator: ['operator', 'unit', 'huyen'],
  left: ['leader', 'body', 'ubnd'],
};

/** The fields of the weekly form that one body alone sees. */
const PARTY_FIELD = 'difficulties';
const STATE_FIELD = 'proposals';

/**
 * Two districts; xã Một and xã Hai are of the first, whose two bodies receive the form together with one of the other district.
 */
export function twoDistricts(): OrganizationFile {
  return {
    units: [
      { code: 'huyen', name: 'Huyện Đây', kind: 'district' },
      { code: 'huyen-ben', name: 'Huyện Bên', kind: 'district' },
      { code: 'mot', name: 'Xã Một', kind: 'commune', parent: 'huyen' },
      { code: 'hai', name: 'Xã Hai', kind: 'commune', parent: 'huyen' },
      { code: 'ba', name: 'Xã Ba', kind: 'commune', parent: 'huyen-ben' },
    ],
    bodies: [
      { code: 'dang', name: 'Ban Dân vận', style: 'party', unit: 'huyen' },
      { code: 'ubnd', name: 'Ủy ban', style: 'government', unit: 'huyen' },
      { code: 'dang-ben', name: 'Ban Dân vận huyện Bên', style: 'party', unit: 'huyen-ben' },
    ],
    people: WHO.filter((who) => who !== 'stranger').map((code) => ({
      code,
      name: `Người ${code}`,
      honorific: 'đồng chí',
    })),
    posts: Object.entries(PLACES).map(([holder, [role, kind, code]]): Post => {
      const place = kind === 'unit' ? { unit: code } : { body: code };
      return { code: `cd-${holder}`, title: 'Chức danh', role, holder, ...place };
    }),
    forms: [
      {
        ...tuan,
        receivers: ['dang', 'ubnd', 'dang-ben'],
        signoff: { within: '8h', remind: '4h', otherwise: 'wait' },
        fields: tuan.fields.map((field) => ({
          ...field,
          for: field.code === PARTY_FIELD ? ['dang', 'dang-ben'] : field.code === STATE_FIELD ? ['ubnd'] : [],
        })),
      },
    ],
  };
}
