import type { Effect, Submission } from '../../effects.ts';
import { difference } from '../../forms/values.ts';
import type { Duty } from '../context.ts';
import { sumOffer } from './hamlet-news.ts';
import { receiptCode } from './receipt-code.ts';

/**
 * Whoever put a report together learns once what a hamlet reported or revised after it was sent, with a way to correct. Before
 * that it is seen in the status and the draft, without a message.
 */
export function tellFed(
  { feeds, form, period, unit, obligation, sent }: Duty,
  submission: Submission,
): Effect[] {
  if (!feeds?.sent) return [];
  return [
    {
      kind: 'notify',
      to: { kind: 'holders', role: 'contact', unit: feeds.unit.code },
      key: `hamlet ${receiptCode(obligation, submission.follows + 1)}`,
      reply: {
        kind: 'hamlet-changed',
        about: { unit: feeds.unit, formName: form.name, period },
        hamlet: unit,
        changes: difference(form, sent?.values ?? {}, submission.values),
        offers: [sumOffer(feeds.obligation, [unit])],
      },
    },
  ];
}
