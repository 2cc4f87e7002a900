import type { Temporal } from 'temporal-polyfill';
import type { Effect } from '../../effects.ts';
import type { ObligationId } from '../../ids.ts';
import type { About } from '../../replies.ts';

/** What the unit's contacts are told of a decision; `by` null: the operator decided. */
export function exemptionNotice(
  report: { readonly about: About; readonly obligation: ObligationId; readonly sent: boolean },
  reason: string | null,
  by: string | null,
  now: Temporal.Instant,
): Extract<Effect, { kind: 'notify' }> {
  const { about, obligation, sent } = report;
  return {
    kind: 'notify',
    to: { kind: 'holders', role: 'contact', unit: about.unit.code },
    key: `exemption ${reason === null ? 'withdrawn' : 'given'} ${obligation} ${now.toString()}`,
    reply:
      reason === null
        ? { kind: 'exemption-withdrawn', about, by, sent, offers: [] }
        : { kind: 'exempted', about, by, reason, sent, offers: [] },
  };
}
