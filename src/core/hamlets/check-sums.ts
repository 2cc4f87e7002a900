import { Temporal } from 'temporal-polyfill';
import { NO_HOLIDAYS } from '../calendar/holidays.ts';
import { momentByRule } from '../calendar/period-moments.ts';
import { parseTimeRule } from '../calendar/time-rule.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import type { Problem } from '../errors.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { ANY_ZONE, inWords, sampleSpans } from '../reminders/check-times.ts';

/**
 * What is wrong with a form's rule about the units below the reporters, with the path below the form and the remedy: they are of
 * another kind, and due after the opening and before the reporters. A form whose own `due` cannot be read is not judged here.
 */
export function checkSums(
  form: Pick<FormDefinition, 'period' | 'cutoff' | 'due' | 'reporters'>,
): readonly Problem[] {
  const { kind, sums } = form.reporters;
  if (sums === undefined) return [];
  if (sums.kind === kind) {
    const message = `đơn vị được cộng phải khác loại với đơn vị báo cáo (${kind}); ví dụ: {kind: commune, sums: {kind: hamlet}}`;
    return [{ path: 'reporters.sums.kind', message }];
  }
  const message = sums.due === undefined ? undefined : faultOfDue(form, sums.due);
  return message === undefined ? [] : [{ path: 'reporters.sums.due', message }];
}

function faultOfDue(
  form: Pick<FormDefinition, 'period' | 'cutoff' | 'due'>,
  written: string,
): string | undefined {
  const own = parseTimeRule(written);
  if ('problem' in own) return own.problem;
  const above = parseTimeRule(form.due);
  if ('problem' in above) return undefined;
  for (const span of sampleSpans(form)) {
    const opensAt = startOfDay(span.start, ANY_ZONE);
    const ownAt = momentByRule(own, span, ANY_ZONE, NO_HOLIDAYS);
    const aboveAt = momentByRule(above, span, ANY_ZONE, NO_HOLIDAYS);
    if (Temporal.Instant.compare(ownAt, opensAt) <= 0) {
      return 'hạn của đơn vị được cộng phải sau lúc mở kỳ (0:00 ngày đầu kỳ); ví dụ: friday 09:00';
    }
    if (Temporal.Instant.compare(ownAt, aboveAt) >= 0) {
      return `kỳ ${span.code}: đơn vị được cộng có hạn ${inWords(ownAt)}, không trước hạn nộp ${inWords(aboveAt)}; xin đặt sớm hơn hạn nộp`;
    }
  }
  return undefined;
}
