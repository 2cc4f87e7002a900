import type { RichText } from '../core/messages.ts';
import { owingPage, type OwingPage, type OwingUnit } from '../core/digest/owing.ts';
import type { DetailNames, DigestDetailReply } from '../core/replies/digest-detail.ts';
import { bold, message, type Line } from './lines.ts';
import { formatDuration, formatMoment, formatNumber, periodName } from './numbers.ts';
import { remindedNow, remindQuestion } from './remind-now.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun, midSentence } from './unit-names.ts';

const LONGEST_NAME = 60;
const LONGEST_BODY = 80;
const MOST_GROUPS = 10;

/** What is said of the parts of a digest. */
export function digestDetail(reply: DigestDetailReply, zone: string): RichText {
  switch (reply.kind) {
    case 'digest-again':
      return reply.text;
    case 'digest-owing':
      return owing(reply, zone);
    case 'remind-question':
      return remindQuestion(reply, zone);
    case 'reminded-now':
      return remindedNow(reply, zone);
  }
}

function titleLines(words: string, { body, period }: DetailNames, page = 1, pages = 1): readonly Line[] {
  const suffix = pages > 1 ? ` (trang ${page}/${pages})` : '';
  const name = periodName(period.code, period.start, period.end);
  return [[bold(`${words}, ${name}${suffix}`)], clip(onOneLine(body), LONGEST_BODY)];
}

function nameOf({ name }: { readonly name: string }): string {
  return clip(onOneLine(name), LONGEST_NAME);
}

function owing(
  { names, owing: of, page: wanted }: Extract<DigestDetailReply, { kind: 'digest-owing' }>,
  zone: string,
): RichText {
  const { page, pages, missing, late, left } = owingPage(of, wanted);
  const noun = commonNoun([...of.missing, ...of.late].map(({ unit }) => unit.name));
  const then =
    of.missingThen === null || of.missingThen === of.missing.length
      ? ''
      : ` (lúc gửi bản tổng hợp: ${formatNumber(of.missingThen)})`;
  const counted = `${formatNumber(of.missing.length)}/${formatNumber(of.expected)} ${noun}${then}`;
  return message(
    ...titleLines('Ai chưa báo cáo', names, page, pages),
    of.missing.length > 0
      ? `Chưa báo cáo ${counted}${missing.length > 0 ? ':' : '.'}`
      : `Không còn đơn vị nào chưa báo cáo${then}.`,
    ...missing.map((unit) => `• ${nameOf(unit.unit)}: ${missingWords(unit, zone)}`),
    of.late.length > 0
      ? `Nộp trễ ${formatNumber(of.late.length)} ${noun}${late.length > 0 ? ':' : '.'}`
      : undefined,
    ...late.map(({ unit, lateMinutes }) => `• ${nameOf(unit)}: trễ ${formatDuration(lateMinutes ?? 0)}`),
    leftWords(left, noun),
  );
}

function missingWords({ reminders, promised }: OwingUnit, zone: string): string {
  const reminded = reminders === 0 ? 'chưa nhắc' : `đã nhắc ${formatNumber(reminders)} lần`;
  return promised === null ? reminded : `${reminded}, hẹn nộp ${formatMoment(promised, zone)}`;
}

/** What stands on further pages, by the unit above where there are several. */
function leftWords(left: OwingPage['left'], noun: string): string | undefined {
  const absent = left.reduce((sum, { missing }) => sum + missing, 0);
  const delayed = left.reduce((sum, { late }) => sum + late, 0);
  if (absent + delayed === 0) return undefined;
  const counts = [
    ...(absent > 0 ? [`${formatNumber(absent)} ${noun} chưa báo cáo`] : []),
    ...(delayed > 0 ? [`${formatNumber(delayed)} ${noun} nộp trễ`] : []),
  ].join(', ');
  const groups = left.map(({ group, missing, late }) => ({
    words: `${group === null ? 'không thuộc đơn vị nào' : midSentence(nameOf({ name: group }))} ${formatNumber(missing + late)}`,
    units: missing + late,
  }));
  const behind = groups.slice(MOST_GROUPS);
  const more = behind.reduce((sum, { units }) => sum + units, 0);
  const others = behind.length > 0 ? [`${formatNumber(behind.length)} nơi khác ${formatNumber(more)}`] : [];
  const byGroup = [...groups.slice(0, MOST_GROUPS).map(({ words }) => words), ...others].join(', ');
  return `Trang sau còn ${counts}${groups.length > 1 ? `: ${byGroup}` : ''}.`;
}
