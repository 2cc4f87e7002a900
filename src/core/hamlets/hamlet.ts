import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { Values } from '../forms/definition.ts';
import type { FieldCode, ObligationId } from '../ids.ts';

/** How a hamlet's figures came other than by a report of its own: passed on by the contact above, or by the link they sent round. */
export type AnswerWay = 'forwarded' | 'link';

/** What a hamlet reported, as it stands. */
export type HamletReport = {
  readonly values: Values;
  readonly nil: boolean;
  /** Required fields that were knowingly left out. */
  readonly gaps: readonly FieldCode[];
  readonly at: Temporal.Instant;
  /** The name of who gave it. */
  readonly by: string | null;
  readonly via: 'own' | AnswerWay;
};

/** A unit whose report is put together with others' into the report of the unit above: the hamlets of a commune. */
export type Hamlet = {
  readonly unit: UnitView;
  /** Null: it has not reported. */
  readonly report: HamletReport | null;
  /** What stood when the report above was sent; null: nothing then, or that was not sent. */
  readonly before: HamletReport | null;
};

/** The report that another one is put together into. */
export type FedReport = {
  readonly obligation: ObligationId;
  readonly unit: UnitView;
  readonly sent: boolean;
};
