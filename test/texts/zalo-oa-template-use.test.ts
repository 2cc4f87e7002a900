import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { DigestView, PeriodView } from '../../src/core/conversation/context.ts';
import { obligationId } from '../../src/core/ids.ts';
import type { ReminderSection, Reply } from '../../src/core/replies.ts';
import { fillTemplate, TEMPLATE_KINDS } from '../../src/core/zalo-oa/templates.ts';
import { templateFor } from '../../src/texts/zalo-oa-template-use.ts';
import { TEMPLATES } from '../../src/texts/zalo-oa-templates.ts';
import { at, duty, ZONE } from '../support/conversation.ts';
import { WEEK } from '../support/digest-view.ts';
import { LONG } from '../support/extremes.ts';
import { replies } from '../support/replies.ts';

const { unit, period } = duty();
const about = (change: Partial<PeriodView> = {}) => ({
  unit,
  formName: 'Báo cáo tuần',
  period: { ...period, ...change },
});
const owed = (kind: 'opening' | 'before-due' | 'after-due', change: Partial<PeriodView> = {}) =>
  ({ kind, about: about(change), obligation: obligationId(1) }) as const;
const late = (...names: readonly string[]): ReminderSection => ({
  kind: 'escalation',
  formName: 'Báo cáo tuần',
  period,
  units: names.map((name) => ({ code: name, name })),
});
const remind = (...sections: readonly ReminderSection[]) =>
  templateFor({ kind: 'reminder', sections, offers: [] }, { zone: ZONE });

describe('the template that stands for a reminder', () => {
  it('says which report is due when', () => {
    expect(remind(owed('before-due'))).toEqual({
      kind: 'nhac-han',
      period: '2017-W34',
      data: {
        so_luong: '1',
        ten_bao_cao: 'Báo cáo tuần',
        ky_bao_cao: 'tuần 34/2017 (21/8–27/8)',
        don_vi: unit.name,
        han_gui: '16:00 25/8/2017',
        tinh_trang: 'chưa nhận, còn trong hạn',
      },
    });
    expect(remind(owed('after-due'))?.data).toMatchObject({ tinh_trang: 'chưa nhận, đã quá hạn' });
    expect(remind(owed('opening'))?.data).toMatchObject({ tinh_trang: 'kỳ báo cáo mới mở' });
  });

  it('of several names the one that is due first, and counts all', () => {
    const later = owed('opening', { code: '2017-W35', dueAt: at('30/8 16:00') });
    expect(remind(later, owed('after-due'), late('Xã A', 'Xã B'))).toMatchObject({
      period: '2017-W34',
      data: { so_luong: '4', tinh_trang: 'chưa nhận, đã quá hạn' },
    });
  });

  it('names one late unit to those above it, and counts several', () => {
    expect(remind(late('Xã Bình Minh'))?.data).toMatchObject({ don_vi: 'Xã Bình Minh', so_luong: '1' });
    expect(remind(late('Xã A', 'Xã B'))?.data).toMatchObject({ don_vi: '2 xã', so_luong: '2' });
    expect(remind()).toBeUndefined();
  });

  it('leaves the days of a period out where there is no room', () => {
    const start = Temporal.PlainDate.from('2018-12-31');
    const [code, end] = ['2019-W01', start.add({ days: 6 })];
    expect(remind(owed('before-due', { code, start, end }))?.data).toMatchObject({
      ky_bao_cao: 'tuần 1/2019',
    });
  });
});

it('stands for digests with how many there are, and how many units the first rests on', () => {
  const view = { kind: 'digests', page: 1, offers: [] } as const;
  expect(templateFor({ ...view, digests: [WEEK, WEEK] }, { zone: ZONE })).toEqual({
    kind: 'tong-hop',
    period: WEEK.names.period.code,
    data: {
      so_luong: '2',
      ten_bao_cao: WEEK.names.form,
      ky_bao_cao: 'tuần 34/2017 (21/8–27/8)',
      noi_nhan: WEEK.names.body,
      da_nhan: `${WEEK.figures.received}/${WEEK.figures.expected} báo cáo`,
    },
  });
  expect(templateFor({ ...view, digests: [] }, { zone: ZONE })).toBeUndefined();
});

it('whatever is said, it fits into its template', () => {
  const long: DigestView = { ...WEEK, names: { ...WEEK.names, body: LONG, form: LONG } };
  const said: readonly Reply[] = [...replies, { kind: 'digests', digests: [long], page: 1, offers: [] }];
  const uses = said.flatMap((reply) => templateFor(reply, { zone: ZONE }) ?? []);
  expect(new Set(uses.map(({ kind }) => kind))).toEqual(new Set(TEMPLATE_KINDS));
  for (const { kind, data } of uses)
    expect(fillTemplate(TEMPLATES[kind], { ...data, ho_ten: 'Nguyễn Văn An' })).toMatchObject({ ok: true });
});
