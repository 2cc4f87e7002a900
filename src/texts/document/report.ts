import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../../core/conversation/context.ts';
import type { Office } from '../../core/organization/office.ts';
import { isNothing } from '../digest-lines.ts';
import { countPeriods, fieldName, nounOf, unitName } from '../digest-names.ts';
import { standoutSentences } from '../digest-standouts.ts';
import { formatDate, formatNumber, formatTime, longDate, periodName, codeName } from '../numbers.ts';
import { quotable, sourced, type SourcedOpinion } from '../opinions.ts';
import { capital } from '../report-lines.ts';
import { onOneLine } from '../screen.ts';
import { successionSentences } from '../succession.ts';
import { listNames } from '../unit-names.ts';
import type { Block, ReportContent, Verification } from './content.ts';
import { letterheadOf } from './letterhead.ts';
import { indicatorSentence, reportingSentences, shortfallSentence } from './sentences.ts';
import { sourcesAnnex } from './sources.ts';
import { reportingTable, resultsTable, unitTables } from './tables.ts';

/** What the figures cannot know; the official writes it. */
const BLANK = '[…]';
const NOTHING_SAID = 'Trong kỳ các báo cáo đã nhận không nêu khó khăn, kiến nghị.';
const MOST_NAMES = 30;
/** As much as a form takes. */
const LONGEST_NOTE = 1000;

export type ReportParts = {
  readonly view: DigestView;
  readonly office: Office;
  /** Calendar time of the figures. */
  readonly at: Temporal.Instant;
  readonly zone: string;
  readonly verification?: Verification | undefined;
};

/** A digest as the draft of an official report: the figures in sentences and tables, all else left to who signs it. */
export function reportContent({ view, office, at, zone, verification }: ReportParts): ReportContent {
  const letterhead = letterheadOf(office);
  const { start, end, code } = view.names.period;
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const about = subjectOf(view.names.form);
  const [name = ''] = periodName(code, start, end).split(' (');
  const said = sourced(view);
  const isFact = ({ field }: SourcedOpinion) => view.names.facts?.includes(field) === true;
  const [facts, others] = [said.filter(isFact), said.filter((one) => !isFact(one))];
  return {
    letterhead,
    month: today.month,
    year: today.year,
    kind: 'BÁO CÁO',
    subject: capital(`${about} ${name}`),
    span: `(Số liệu từ ngày ${longDate(start)} đến ngày ${longDate(end)})`,
    blocks: [
      paragraph(
        `Thực hiện chế độ báo cáo định kỳ, trên cơ sở báo cáo của các đơn vị gửi về đến ${formatTime(at, zone)} ngày ${formatDate(today)}, ${letterhead.name} báo cáo ${about} ${name} như sau:`,
      ),
      ...situation(view),
      ...results(view, facts),
      ...assessment(view),
      ...opinions(view, others),
      section('Nhiệm vụ, giải pháp kỳ tới'),
      paragraph(BLANK),
    ],
    closing: `Trên đây là báo cáo ${about} ${name} của ${letterhead.name}`,
    recipients: [BLANK, `Các ${nounOf(view)} báo cáo`],
    annexes: [annexOf(view), ...reportingAnnex(view), ...sourcesAnnex(view)],
    ...(verification === undefined ? {} : { verification }),
  };
}

function situation(view: DigestView): readonly Block[] {
  return [
    section('Tình hình, công tác chỉ đạo'),
    part('Chế độ báo cáo'),
    ...reportingSentences(view).map(paragraph),
    part('Công tác chỉ đạo, triển khai thực hiện'),
    paragraph(BLANK),
  ];
}

function results(view: DigestView, facts: readonly SourcedOpinion[]): readonly Block[] {
  const { indicators } = view.figures;
  const quiet = indicators.filter(isNothing);
  const unknown = indicators.filter(({ total }) => total === null);
  const told = indicators.filter((one) => !quiet.includes(one));
  const noteworthy = standoutSentences(view, {
    units: MOST_NAMES,
    note: LONGEST_NOTE,
    many: { units: 3, groups: MOST_NAMES },
  });
  return [
    section('Kết quả thực hiện'),
    part('Số liệu'),
    { kind: 'table', table: resultsTable(view) },
    ...successionSentences(view).map(paragraph),
    part('Nhận xét số liệu'),
    ...told.flatMap((one) => {
      const sentence = indicatorSentence(view, one);
      return sentence === undefined ? [] : [item(sentence)];
    }),
    ...together('Không phát sinh', quiet),
    ...together('Chưa có số liệu', unknown),
    ...(noteworthy.length === 0 ? [] : [part('Số liệu đáng chú ý')]),
    ...noteworthy.map(({ text }) => item(`${text}.`)),
    ...quotations(view, facts),
    ...explanations(view),
  ];
}

/** What units answered when they were asked about a figure. */
function explanations(view: DigestView): readonly Block[] {
  const { explanations: told = [] } = view.figures;
  if (told.length === 0) return [];
  return [
    part('Giải trình số liệu của đơn vị'),
    ...told.map(({ unit, field, period, text }) =>
      item(
        `${capital(unitName(view, unit))}, ${fieldName(view, field)} (${codeName(period)}): “${withoutStop(onOneLine(text))}”.`,
      ),
    ),
  ];
}

function together(words: string, indicators: readonly { readonly label: string }[]): readonly Block[] {
  return indicators.length === 0
    ? []
    : [item(`${words}: ${indicators.map(({ label }) => label).join('; ')}.`)];
}

function assessment(view: DigestView): readonly Block[] {
  const { figures, findings } = view;
  const labels = (met: boolean) =>
    figures.indicators.filter((one) => one.met === met).map(({ label }) => label);
  const [reached, missed] = [labels(true), labels(false)];
  const shortfall = shortfallSentence(view);
  const shortcomings = [
    ...(missed.length > 0 ? [item(`Chưa đạt chỉ tiêu: ${missed.join('; ')}.`)] : []),
    ...(shortfall === undefined ? [] : [item(shortfall)]),
  ];
  return [
    section('Đánh giá chung'),
    part('Ưu điểm'),
    ...(figures.expected > 0 && findings.on_time === figures.expected
      ? [item('Báo cáo được gửi đầy đủ, đúng hạn.')]
      : []),
    ...(reached.length > 0 ? [item(`Đạt chỉ tiêu: ${reached.join('; ')}.`)] : []),
    paragraph(BLANK),
    part('Hạn chế, nguyên nhân'),
    ...(shortcomings.length > 0 ? shortcomings : [paragraph(BLANK)]),
    paragraph(`Nguyên nhân: ${BLANK}`),
  ];
}

/** More quotations of one field are read in a workbook. */
const MOST_OPINIONS = 100;

/** In their order; of too many those that most units wrote. */
function mostSaid(said: readonly SourcedOpinion[]): readonly SourcedOpinion[] {
  if (said.length <= MOST_OPINIONS) return said;
  return said.toSorted((a, b) => b.units.length - a.units.length).slice(0, MOST_OPINIONS);
}

function othersWords(left: number): readonly Block[] {
  if (left <= 0) return [];
  return [paragraph(`Còn ${formatNumber(left)} ý kiến khác ở bảng tính kèm theo, trang “Ý kiến”.`)];
}

/** The sentence that quotes has a full stop of its own. */
function withoutStop(text: string): string {
  return text.replace(/(?<!\.)\.$/, '');
}

/** Quoted as written, those that say the same together, with who said it. */
function quotations(view: DigestView, said: readonly SourcedOpinion[]): readonly Block[] {
  const noun = nounOf(view);
  const fields = Map.groupBy(said, ({ field }) => field);
  return [...fields].flatMap(([field, group]): readonly Block[] => [
    part(fieldName(view, field)),
    ...mostSaid(group).map(({ text, units, times }) => {
      const names = units.map((unit) => unitName(view, unit));
      return item(
        `${capital(listNames(names, MOST_NAMES, noun))}: “${withoutStop(quotable(onOneLine(text)))}”${times}.`,
      );
    }),
    ...othersWords(group.length - MOST_OPINIONS),
  ]);
}

function opinions(view: DigestView, said: readonly SourcedOpinion[]): readonly Block[] {
  const { received } = view.figures;
  const parts = quotations(view, said);
  return [
    section('Khó khăn, kiến nghị'),
    ...(parts.length > 0 ? parts : [...(received > 0 ? [paragraph(NOTHING_SAID)] : []), paragraph(BLANK)]),
  ];
}

/** Thousands of rows are read in a workbook, and would take a gigabyte to lay out here. */
const MOST_ANNEX_UNITS = 300;

function annexOf(view: DigestView): ReportContent['annexes'][number] {
  const title = 'Số liệu từng đơn vị';
  const units = Object.keys(view.names.units).length;
  if (units <= MOST_ANNEX_UNITS) return { title, tables: unitTables(view), notes: annexNotes(view) };
  const note = `Số liệu của ${formatNumber(units)} đơn vị ở bảng tính kèm theo, trang “Đơn vị”.`;
  return { title, tables: [], notes: [note] };
}

/** Of several periods: how timely and complete each unit was, as an emulation movement weighs it. No order but the organisation's. */
function reportingAnnex(view: DigestView): ReportContent['annexes'] {
  if (view.findings.parts === undefined || view.findings.units.length > MOST_ANNEX_UNITS) return [];
  return [
    {
      title: 'Tình hình gửi báo cáo từng đơn vị',
      tables: [reportingTable(view)],
      notes: [
        `Đếm theo báo cáo của ${countPeriods(view.findings.parts)}; kỳ được miễn không tính. Tỷ lệ tính trên số báo cáo phải gửi.`,
      ],
    },
  ];
}

function annexNotes({ findings }: DigestView): readonly string[] {
  const several = findings.units.some(({ expected }) => expected > 1);
  return [
    'Tỷ lệ ghi số đạt/tổng số. Dấu – là chưa có số liệu; đơn vị chưa báo cáo giữ số hiện có đã báo cáo gần nhất.',
    ...(several ? ['Cột Báo cáo ghi số báo cáo đã gửi/phải gửi.'] : []),
  ];
}

/** `Báo cáo tuần công tác dân vận` → `công tác dân vận`: the period is named behind it. */
function subjectOf(form: string): string {
  const bare = form.replace(/^Báo cáo\s+(?:(?:tuần|tháng|quý|năm|định kỳ|\d+ tháng)\s+)?/iu, '');
  return bare === '' ? 'kết quả' : bare;
}

const section = (title: string): Block => ({ kind: 'section', title });
const part = (title: string): Block => ({ kind: 'part', title });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const item = (text: string): Block => ({ kind: 'item', text });
