import type { RichText } from '../core/messages.ts';
import { MOST_LISTED, type SignOffClockReply, type SignOffItem } from '../core/replies/sign-off-clock.ts';
import { bold, message, type Line } from './lines.ts';
import { formatMoment, periodName } from './numbers.ts';
import { aboutWords, capital } from './report-lines.ts';
import { commonNoun, listNames } from './unit-names.ts';

const MOST_UNITS = 15;

/** What the clock says of reports that wait for a head: one message a person. */
export function signOffClock({ items }: SignOffClockReply, zone: string): RichText {
  const of = (kind: SignOffItem['kind']) => items.filter((item) => item.kind === kind);
  return message(
    ...remindLines(of('remind'), zone),
    ...standInLines(of('stand-in'), zone),
    ...list(
      'Hết hạn duyệt mà đồng chí chưa trả lời, nên coi như đã duyệt:',
      of('lapsed'),
      nameOf,
      'Cần sửa, đồng chí báo người lập gửi bản sửa.',
    ),
    ...list('Lãnh đạo đơn vị chưa trả lời trong hạn, nên coi như đã duyệt:', of('lapsed-own'), nameOf),
    ...overdueLines(of('overdue'), zone),
  );
}

function remindLines(items: readonly SignOffItem[], zone: string): readonly Line[] {
  const accepts = items.some((item) => item.accepts);
  return items.length === 0
    ? []
    : [
        ...list('Báo cáo chờ đồng chí duyệt:', items, (item) => withTime(item, zone)),
        accepts ? 'Hết hạn mà chưa có trả lời thì coi như đã duyệt.' : undefined,
        'Đồng chí chọn để xem và trả lời, hoặc gõ /duyet.',
      ];
}

function standInLines(items: readonly SignOffItem[], zone: string): readonly Line[] {
  const names = [...new Set(items.flatMap(({ standsInFor }) => standsInFor ?? []))].join(', ');
  return list(
    `Báo cáo chờ lãnh đạo đơn vị duyệt (${names} nghỉ, nêu đồng chí làm thay):`,
    items,
    (item) => withTime(item, zone),
    'Nhờ đồng chí báo giúp người có quyền duyệt của đơn vị.',
  );
}

function nameOf({ about }: SignOffItem): Line {
  return ['• ', bold(capital(aboutWords(about)))];
}

function withTime(item: SignOffItem, zone: string): Line {
  return [
    '• ',
    bold(capital(aboutWords(item.about))),
    `: nộp ${formatMoment(item.sentAt, zone)}, hạn duyệt ${formatMoment(item.endsAt, zone)}`,
  ];
}

function list(
  head: string,
  items: readonly SignOffItem[],
  lineOf: (item: SignOffItem) => Line,
  last?: string,
): readonly Line[] {
  if (items.length === 0) return [];
  const more = items.length - MOST_LISTED;
  return [
    head,
    ...items.slice(0, MOST_LISTED).map(lineOf),
    more > 0 ? `và ${more} báo cáo khác` : undefined,
    last,
  ];
}

/** One line for each form and period. */
function overdueLines(items: readonly SignOffItem[], zone: string): readonly Line[] {
  const groups = Map.groupBy(items, ({ about }) => `${about.formName} ${about.period.code}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { formName, period } = first.about;
    const names = group.map(({ about }) => about.unit.name);
    const noun = commonNoun(names);
    const [only] = group.length === 1 ? group : [];
    const ended = only ? ` (hạn ${formatMoment(only.endsAt, zone)})` : '';
    const head = `Kính báo đồng chí: ${formName}, ${periodName(period.code, period.start, period.end)}, `;
    return [
      [
        head,
        bold(`quá hạn duyệt${ended}`),
        `: ${listNames(names, MOST_UNITS, noun)} đã nộp mà lãnh đạo đơn vị chưa duyệt.`,
      ],
    ];
  });
}
