import type { Signal } from '../core/digest/signals.ts';
import { formatNumber } from './numbers.ts';
import { listNames, midSentence } from './unit-names.ts';

export const SIGNALS = 'Nên hỏi thêm';

const MOST_UNITS = 5;

type Names = { readonly unit: (code: string) => string; readonly field: (code: string) => string };

/** Why one might ask once more, as a fact and without a judgement. */
export function wordSignal(signal: Signal, names: Names, noun: string): string {
  switch (signal.kind) {
    case 'same-again':
      return `• ${names.unit(signal.unit)}: ${formatNumber(signal.figures)} số liệu trùng hệt kỳ trước`;
    case 'always-full':
      return `• ${names.unit(signal.unit)}: ${midSentence(names.field(signal.field))} ${formatNumber(signal.reports)} kỳ liền đạt 100 % (${formatNumber(signal.whole)}/${formatNumber(signal.whole)}), nơi khác có kỳ chưa đạt`;
    case 'round-numbers':
      return `• ${names.unit(signal.unit)}: ${formatNumber(signal.round)}/${formatNumber(signal.numbers)} số lớn gần đây tận cùng là 0 hoặc 5`;
    case 'unusual-nil':
      return `• ${names.unit(signal.unit)}: không phát sinh, trong khi ${formatNumber(signal.reports)} kỳ trước đều có việc`;
    case 'at-once':
      return `• ${formatNumber(signal.units.length)} ${noun} gửi trong cùng một phút: ${listNames(signal.units.map(names.unit), MOST_UNITS, noun)}`;
  }
}

/** The units alone, each once, on one line. */
export function wordSignalUnits(signals: readonly Signal[], names: Names, noun: string): readonly string[] {
  const units = [...new Set(signals.flatMap((one) => (one.kind === 'at-once' ? one.units : [one.unit])))];
  return units.length === 0
    ? []
    : [`${listNames(units.map(names.unit), MOST_UNITS, noun)}; chuyên viên tổng hợp có lý do.`];
}
