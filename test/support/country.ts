import type { DigestView } from '../../src/core/conversation/context.ts';
import type { DigestFigures } from '../../src/core/digest/figures.ts';
import type { DigestFindings } from '../../src/core/digest/findings.ts';
import type { UnitLevel } from '../../src/core/digest/levels.ts';
import { WEEK } from './digest-view.ts';

const PROVINCES = ['Thanh Hóa', 'Nghệ An', 'Hà Giang', 'Cà Mau', 'An Giang', 'Kiên Giang', 'Lào Cai'];

export const communeAt = (index: number) => `xa-${index}`;

/** Communes, dealt out in turn to provinces; between them a district for every third province of a commune, where these are asked for. */
export function levelsOf(
  communes: number,
  provinces: number,
  districts?: 'with districts',
): readonly UnitLevel[] {
  const own = (province: number) =>
    Array.from({ length: communes }, (_, index) => index)
      .filter((index) => index % provinces === province)
      .map(communeAt);
  const all = Array.from({ length: provinces }, (_, province) => province);
  return [
    { unit: 'nuoc', name: 'Cả nước', above: null, own: [] },
    ...all.map((province) => ({
      unit: `tinh-${province}`,
      name: `Tỉnh ${PROVINCES[province] ?? `thứ ${province + 1}`}`,
      above: 'nuoc',
      own: districts ? [] : own(province),
    })),
    ...(districts
      ? all.flatMap((province) =>
          [0, 1, 2].map((part) => ({
            unit: `huyen-${province}-${part}`,
            name: `Huyện ${part + 1} của ${PROVINCES[province] ?? province + 1}`,
            above: `tinh-${province}`,
            own: own(province).filter((_, index) => index % 3 === part),
          })),
        )
      : []),
  ];
}

/** A week of a country in which these communes have not reported. */
export function countryWeek(
  communes: number,
  levels: readonly UnitLevel[],
  figures: Partial<DigestFigures>,
  findings: Partial<DigestFindings> = {},
): DigestView {
  const codes = Array.from({ length: communes }, (_, index) => communeAt(index));
  const missing = new Set(figures.missing);
  const late = new Set(figures.late);
  return {
    figures: {
      body: 'ubnd',
      form: 'tuan',
      period: '2017-W34',
      expected: communes,
      received: communes - missing.size,
      late: [],
      missing: [],
      indicators: [],
      texts: [],
      ...figures,
    },
    findings: {
      on_time: communes - missing.size - late.size,
      units: codes.map((unit) => ({
        unit,
        expected: 1,
        received: missing.has(unit) ? 0 : 1,
        late: late.has(unit) ? 1 : 0,
      })),
      outliers: [],
      nil_streaks: [],
      notes: [],
      levels,
      ...findings,
    },
    names: {
      ...WEEK.names,
      units: Object.fromEntries(codes.map((code, index) => [code, `Xã số ${index + 1}`])),
    },
  };
}
