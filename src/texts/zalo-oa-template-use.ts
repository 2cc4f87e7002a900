import type { DigestView, PeriodView } from '../core/conversation/context.ts';
import type { ReminderSection, Reply } from '../core/replies.ts';
import { PARAM_CAPS, type TemplateUse } from '../core/zalo-oa/templates.ts';
import { formatNumber, formatRatio, formatTime, longDate, periodName } from './numbers.ts';
import { commonNoun } from './unit-names.ts';

/** What fills the template that says the same as a message, in few words. Undefined: no template does. */
export function templateFor(reply: Reply, { zone }: { readonly zone: string }): TemplateUse | undefined {
  switch (reply.kind) {
    case 'reminder':
      return reminderTemplate(reply.sections, zone);
    case 'digests':
      return digestTemplate(reply.digests);
    default:
      return undefined;
  }
}

/** The report that is due first stands for all. */
function reminderTemplate(sections: readonly ReminderSection[], zone: string): TemplateUse | undefined {
  const [first] = sections.toSorted((a, b) => dueOf(a) - dueOf(b));
  if (!first) return undefined;
  const { formName, period } = first.kind === 'escalation' ? first : first.about;
  const names = unitsOf(first);
  return {
    kind: 'nhac-han',
    period: period.code,
    data: {
      so_luong: formatNumber(sections.flatMap(unitsOf).length),
      ten_bao_cao: formName,
      ky_bao_cao: shortPeriod(period),
      don_vi: names.length === 1 ? names.join() : `${formatNumber(names.length)} ${commonNoun(names)}`,
      han_gui: `${formatTime(period.dueAt, zone)} ${longDate(period.dueAt.toZonedDateTimeISO(zone).toPlainDate())}`,
      tinh_trang: STATES[first.kind],
    },
  };
}

const STATES: Readonly<Record<ReminderSection['kind'], string>> = {
  opening: 'kỳ báo cáo mới mở',
  'before-due': 'chưa nhận, còn trong hạn',
  'after-due': 'chưa nhận, đã quá hạn',
  escalation: 'chưa nhận, đã quá hạn',
};

function dueOf(section: ReminderSection): number {
  const { period } = section.kind === 'escalation' ? section : section.about;
  return period.dueAt.epochMilliseconds;
}

function unitsOf(section: ReminderSection): readonly string[] {
  return section.kind === 'escalation' ? section.units.map(({ name }) => name) : [section.about.unit.name];
}

function digestTemplate(digests: readonly DigestView[]): TemplateUse | undefined {
  const [first] = digests;
  if (!first) return undefined;
  const { names, figures } = first;
  return {
    kind: 'tong-hop',
    period: names.period.code,
    data: {
      so_luong: formatNumber(digests.length),
      ten_bao_cao: names.form,
      ky_bao_cao: shortPeriod(names.period),
      noi_nhan: names.body,
      da_nhan: `${formatRatio({ part: figures.received, whole: figures.expected })} báo cáo`,
    },
  };
}

/** Without its days where they would not fit. */
function shortPeriod({ code, start, end }: Pick<PeriodView, 'code' | 'start' | 'end'>): string {
  const name = periodName(code, start, end);
  if (name.length <= PARAM_CAPS.label) return name;
  return name.replace(/ \(.*\)$/, '');
}
