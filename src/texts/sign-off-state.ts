import type { SignOffState } from '../core/sign-off/state.ts';
import { formatMoment } from './numbers.ts';
import { quotes } from './report-lines.ts';

/** How a sent report stands with the head of its unit, at the end of a line. `waitsFor`: the heads, where they are known. */
export function signOffWords(signOff: SignOffState, waitsFor: readonly string[] = []): string {
  switch (signOff.state) {
    case 'waiting':
      return waitingWords(waitsFor);
    case 'approved':
      return 'đã duyệt';
    case 'returned':
      return `bị trả lại${signOff.reason === null ? '' : `: ${quotes([signOff.reason])}`}`;
    case 'timed-out':
      return 'hết hạn duyệt, coi như đã duyệt';
  }
}

/** The same as a sentence, with who and when. */
export function signOffSentence(
  signOff: SignOffState,
  zone: string,
  waitsFor: readonly string[] = [],
): string {
  switch (signOff.state) {
    case 'waiting':
      return `Đã nộp, ${waitingWords(waitsFor)}.`;
    case 'approved':
      return `Đã duyệt ${formatMoment(signOff.at, zone)}; người duyệt: ${signOff.by}.`;
    case 'returned':
      return `Bị trả lại ${formatMoment(signOff.at, zone)}; người trả lại: ${signOff.by}${signOff.reason === null ? '' : `; lý do: ${quotes([signOff.reason])}`}.`;
    case 'timed-out':
      return `Hết hạn duyệt ${formatMoment(signOff.at, zone)}, coi như đã duyệt.`;
  }
}

function waitingWords(names: readonly string[]): string {
  return names.length === 0 ? 'chờ lãnh đạo đơn vị duyệt' : `chờ đồng chí ${names.join(' hoặc ')} duyệt`;
}
