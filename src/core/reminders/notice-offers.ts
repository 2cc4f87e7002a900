import { beginOffer } from '../conversation/report/begin-offer.ts';
import { snoozeToken } from '../conversation/requests/snooze-tokens.ts';
import type { ObligationId } from '../ids.ts';
import type { Offers } from '../replies.ts';

/** A report that a reminder says is owed. */
export type Offerable = {
  readonly obligation: ObligationId;
  /** The reader can report here. */
  readonly answerable: boolean;
  /** More than the news that the period has opened. */
  readonly presses: boolean;
  /** Further ways to begin it. */
  readonly further?: Offers;
};

/** With one report owed it can be answered by a tap; with several, an answer asks which. What presses can be put off. */
export function noticeOffers(owed: readonly Offerable[]): Offers {
  const answerable = owed.filter((report) => report.answerable);
  const [only] = owed.length === 1 ? answerable : [];
  const obligations = answerable.map(({ obligation }) => obligation);
  return [
    ...(only ? [beginOffer(only.obligation), ...(only.further ?? [])] : []),
    ...(answerable.some(({ presses }) => presses)
      ? [[{ token: snoozeToken(obligations), label: 'snooze' } as const]]
      : []),
  ];
}
