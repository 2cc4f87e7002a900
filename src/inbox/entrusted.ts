import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { Duty, Looked, PostView } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import { readUnitWish, type UnitWish } from '../core/conversation/unit-wishes.ts';
import type { ObligationId } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import { matchUnits } from '../core/organization/match-units.ts';
import type { Transaction } from '../db/connect.ts';
import { loadEntrusted } from '../db/queries/duties.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadReportingUnits } from '../db/queries/units.ts';

type Entrusted = {
  readonly duties: readonly Duty[];
  /** Undefined: the message names no unit. */
  readonly looked: Looked | undefined;
};

const NOTHING: Entrusted = { duties: [], looked: undefined };

/** A name that more units share names none. */
const MOST_UNITS = 5;

/** Picks a numbered choice. */
const BARE_NUMBER = /^\s*\d{1,2}\s*[.)]?\s*$/;

/**
 * Reports of other units that a message is about, as far as the person's posts allow it: that of the open question or the tapped
 * button, or what the unit owes that the words name. Holds them as `loadDuties` does.
 */
export async function loadEntrustedTo(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  posts: readonly PostView[],
  day: { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate },
  versions: FormVersions,
): Promise<Entrusted> {
  if (!may(posts, 'report-for-others')) return NOTHING;
  const wish = message.kind === 'text' ? readUnitWish(message.text) : undefined;
  const obligations = [...obligationsOf(message, state)];
  const looked = wish && wish.unit !== '' ? await lookUpUnits(tx, wish) : undefined;
  const units = looked && looked.units.length <= MOST_UNITS ? looked.units.map(({ id }) => id) : [];
  const requested = wish?.kind === 'keep-locked' && wish.unit === '';
  const duties =
    obligations.length > 0 || units.length > 0 || requested
      ? await loadEntrusted(tx, { obligations, units, requested }, day, versions)
      : [];
  if (!wish) return { duties, looked: undefined };
  const { units: named, rest } = looked ?? { units: [], rest: '' };
  return {
    duties,
    looked: { kind: 'units', units: named.map(({ code, name }) => ({ code, name })), rest },
  };
}

async function lookUpUnits(tx: Transaction, { unit }: UnitWish) {
  return matchUnits(await loadReportingUnits(tx), unit);
}

/** What the open question is about, what can be picked, and the tapped one. */
function obligationsOf(message: InboundMessage, { open, choices }: State): ReadonlySet<ObligationId> {
  const tapped = message.kind === 'choice' ? [message.token] : [];
  const picks = open.kind === 'which-duty' || (message.kind === 'text' && BARE_NUMBER.test(message.text));
  const offered = picks ? choices : [];
  const named = [...tapped, ...offered].flatMap((token) => readChoice(token)?.obligation ?? []);
  return new Set('obligation' in open ? [open.obligation, ...named] : named);
}

/** Own reports with those that are entrusted; a report that the person owes stays an own one. */
export function withEntrusted(own: readonly Duty[], entrusted: readonly Duty[]): readonly Duty[] {
  const owed = new Set(own.map((duty) => duty.obligation));
  return [...own, ...entrusted.filter((duty) => !owed.has(duty.obligation))];
}
