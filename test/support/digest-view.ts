import { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../../src/core/conversation/context.ts';
import type { IndicatorFigures } from '../../src/core/digest/figures.ts';
import type { Office } from '../../src/core/organization/office.ts';

const unknown = {
  previous: null,
  same_period_last_year: null,
  year_to_date: null,
  target: null,
  met: null,
} as const;

const MEDIATION: IndicatorFigures = {
  ...unknown,
  code: 'mediation',
  label: 'Hòa giải ở cơ sở',
  counted: 'vụ',
  total: { part: 11, whole: 13 },
  previous: { part: 10, whole: 10 },
  year_to_date: { part: 400, whole: 410 },
  target: 0.98,
  met: false,
  units: [
    { unit: 'tan-thuan', value: { part: 6, whole: 6 } },
    { unit: 'binh-minh', value: { part: 5, whole: 7 } },
  ],
};

const COMPLAINTS: IndicatorFigures = {
  ...unknown,
  code: 'complaints',
  label: 'Đơn khiếu nại mới',
  counted: 'đơn',
  total: 3,
  previous: 1,
  same_period_last_year: 4,
  year_to_date: 1234,
  units: [
    { unit: 'tan-thuan', value: 0 },
    { unit: 'binh-minh', value: 3 },
  ],
};

const QUIET: IndicatorFigures = {
  ...unknown,
  code: 'denunciations',
  label: 'Đơn tố cáo mới',
  total: 0,
  previous: 0,
  units: [{ unit: 'tan-thuan', value: 0 }],
};

/** A week of four communes: one in time, one late and not signed off, one missing, one exempt. */
export const WEEK: DigestView = {
  figures: {
    body: 'ubnd',
    form: 'tuan',
    period: '2017-W34',
    expected: 3,
    received: 2,
    late: ['binh-minh'],
    missing: ['vinh-phong'],
    late_causes: [{ unit: 'binh-minh', cause: 'network' }],
    exempt: [{ unit: 'phong-dong', reason: 'bão số 10' }],
    awaiting_sign_off: ['binh-minh'],
    indicators: [MEDIATION, COMPLAINTS, QUIET],
    texts: [
      { unit: 'tan-thuan', field: 'difficulties', text: 'Thiếu kinh phí' },
      { unit: 'binh-minh', field: 'difficulties', text: 'thieu kinh phi' },
      { unit: 'binh-minh', field: 'proposals', text: '=HYPERLINK("http://x")' },
    ],
  },
  findings: {
    on_time: 1,
    units: [
      { unit: 'tan-thuan', expected: 1, received: 1, late: 0 },
      { unit: 'binh-minh', expected: 1, received: 1, late: 1 },
      { unit: 'vinh-phong', expected: 1, received: 0, late: 0 },
    ],
    outliers: [],
    nil_streaks: [],
    notes: [],
  },
  names: {
    body: 'UBND huyện',
    form: 'Báo cáo tuần công tác dân vận',
    period: {
      code: '2017-W34',
      start: Temporal.PlainDate.from('2017-08-21'),
      end: Temporal.PlainDate.from('2017-08-27'),
    },
    units: {
      'tan-thuan': 'Xã Tân Thuận',
      'binh-minh': 'Xã Bình Minh',
      'vinh-phong': 'Xã Vĩnh Phong',
      'phong-dong': 'Xã Phong Đông',
    },
    fields: {
      mediation: 'Hòa giải ở cơ sở',
      complaints: 'Đơn khiếu nại mới',
      denunciations: 'Đơn tố cáo mới',
      difficulties: 'Khó khăn, vướng mắc',
      proposals: 'Kiến nghị, đề xuất',
    },
  },
};

export const PEOPLES_COMMITTEE: Office = {
  style: 'government',
  body: 'UBND huyện',
  unit: 'Huyện Vĩnh Thuận',
  leaders: [
    { title: 'Phó Chủ tịch UBND huyện', holder: 'Bùi Thị Thanh Trúc' },
    { title: 'Chủ tịch UBND huyện', holder: 'Nguyễn Thanh Tùng' },
  ],
};

export const PARTY_BOARD: Office = {
  style: 'party',
  body: 'Ban Dân vận Huyện ủy',
  unit: 'Huyện Vĩnh Thuận',
  leaders: [{ title: 'Trưởng Ban Dân vận', holder: 'Trần Văn Nghĩa' }],
};
