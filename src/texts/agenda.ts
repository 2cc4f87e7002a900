import type { AgendaEvent, DueState } from '../core/agenda/agenda.ts';
import type { PeriodView } from '../core/conversation/context.ts';
import { formatDuration, formatMoment, periodName } from './numbers.ts';
import { midSentence } from './unit-names.ts';

/** The name that a subscribed calendar gets in the phone's list. */
export const AGENDA_NAME = 'Hạn báo cáo';

/** `summary` is one line, the most important first: a phone shows some twenty letters of it. */
export type WordedEvent = { readonly summary: string; readonly description: string };

export function wordEvent(event: AgendaEvent, zone: string): WordedEvent {
  if (event.kind === 'digest') {
    const { period, bodyName, formName } = event;
    return {
      summary: `Bản tổng hợp của ${midSentence(bodyName)}, ${nameOf(period)}`,
      description: `${formName}. Bản tổng hợp được gửi vào kênh nhắn tin.`,
    };
  }
  const { unit, period, formName, state } = event;
  return {
    summary: `${STATE[state.kind]}: ${formName}, ${midSentence(unit.name)}, ${nameOf(period)}`,
    description: [
      `Hạn nộp: ${formatMoment(period.dueAt, zone)}.`,
      `Khóa sổ: ${formatMoment(period.locksAt, zone)}.`,
      whatNext(state, zone),
    ].join('\n'),
  };
}

const STATE: Readonly<Record<DueState['kind'], string>> = {
  owed: 'Hạn nộp',
  overdue: 'Chưa nộp',
  missed: 'Không nộp',
  sent: 'Đã nộp',
};

function whatNext(state: DueState, zone: string): string {
  switch (state.kind) {
    case 'owed':
      return 'Khi có số liệu, đồng chí nhắn vào kênh báo cáo.';
    case 'overdue':
      return 'Đã quá hạn, vẫn được nhận đến lúc khóa sổ.';
    case 'missed':
      return 'Đã khóa sổ. Muốn nộp thì xin mở lại trong kênh báo cáo.';
    case 'sent':
      return `Nhận lúc ${formatMoment(state.at, zone)}, ${state.lateMinutes === 0 ? 'đúng hạn' : `trễ ${formatDuration(state.lateMinutes)}`}.`;
  }
}

function nameOf({ code, start, end }: PeriodView): string {
  return periodName(code, start, end);
}
