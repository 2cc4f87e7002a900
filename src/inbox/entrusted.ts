import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { scopeFor, type AccessScope, type Place } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { Duty, Looked } from '../core/conversation/context.ts';
import { byDue } from '../core/conversation/duties.ts';
import { namedBeyond } from '../core/conversation/named-period.ts';
import { mayAskToReopen } from '../core/conversation/requests/reopening.ts';
import type { State } from '../core/conversation/state.ts';
import { readUnitWish, type UnitWish } from '../core/conversation/requests/unit-wishes.ts';
import type { ObligationId, PersonId, UnitId } from '../core/ids.ts';
import { wordsOf, type ChoiceToken, type InboundMessage } from '../core/messages.ts';
import { matchUnits } from '../core/organization/match-units.ts';
import type { Transaction } from '../db/connect.ts';
import { loadEntrusted, loadOlderDuties } from '../db/queries/duties.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadReportingUnits } from '../db/queries/units.ts';

type Entrusted = {
  readonly duties: readonly Duty[];
  /** Undefined: the message names no unit. */
  readonly looked: Looked | undefined;
};

type Day = {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly today: Temporal.PlainDate;
};

const NOTHING: Entrusted = { duties: [], looked: undefined };

/**
 * Locked reports of the person's own units beside those that everyone's context holds: that of the open question or the tapped
 * button, those of periods that the words name by number and, where they ask to open one again, those of the periods before.
 */
export async function loadOlder(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  person: { readonly id: PersonId; readonly reportsFor: readonly UnitId[] },
  own: readonly Duty[],
  day: Day,
  versions: FormVersions,
): Promise<readonly Duty[]> {
  if (person.reportsFor.length === 0) return [];
  const owned = new Set(own.map((duty) => duty.obligation));
  const tapped = message.kind === 'choice' ? [message.token] : pickedIn(message, state);
  const asked = state.open.kind === 'reopening-reason' ? [state.open.obligation] : [];
  const named = [...tapped.flatMap((token) => readChoice(token)?.obligation ?? []), ...asked];
  const obligations = [...new Set(named)].filter((obligation) => !owned.has(obligation));
  const locked = message.kind === 'text' && mayAskToReopen(message.text);
  const codes = namedBeyond(wordsOf(message), own, day);
  if (obligations.length === 0 && codes.length === 0 && !locked) return [];
  return loadOlderDuties(tx, person.id, { obligations, codes, locked }, day, versions);
}

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
  places: readonly Place[],
  day: Day,
  versions: FormVersions,
): Promise<Entrusted> {
  if (!may(places, 'report-for-others')) return NOTHING;
  const scope = scopeFor(places, 'report-for-others');
  const wish = message.kind === 'text' ? readUnitWish(message.text) : undefined;
  const obligations = [...obligationsOf(message, state)];
  const looked = wish && wish.unit !== '' ? await lookUpUnits(tx, scope, wish) : undefined;
  const units = looked && looked.units.length <= MOST_UNITS ? looked.units.map(({ id }) => id) : [];
  const requested = wish?.kind === 'requests' || (wish?.kind === 'keep-locked' && wish.unit === '');
  const duties =
    obligations.length > 0 || units.length > 0 || requested
      ? await loadEntrusted(tx, scope, { obligations, units, requested }, day, versions)
      : [];
  if (!wish) return { duties, looked: undefined };
  const { units: named, rest } = looked ?? { units: [], rest: '' };
  return {
    duties,
    looked: { kind: 'units', units: named.map(({ code, name }) => ({ code, name })), rest },
  };
}

async function lookUpUnits(tx: Transaction, scope: AccessScope, { unit }: UnitWish) {
  return matchUnits(await loadReportingUnits(tx, scope), unit);
}

/** What the open question is about, what can be picked, and the tapped one. */
function obligationsOf(message: InboundMessage, state: State): ReadonlySet<ObligationId> {
  const { open, choices } = state;
  const tapped = message.kind === 'choice' ? [message.token] : [];
  const offered = open.kind === 'which-duty' ? choices : pickedIn(message, state);
  const named = [...tapped, ...offered].flatMap((token) => readChoice(token)?.obligation ?? []);
  return new Set('obligation' in open ? [open.obligation, ...named] : named);
}

/** What a bare number can pick. */
function pickedIn(message: InboundMessage, { choices }: State): readonly ChoiceToken[] {
  return message.kind === 'text' && BARE_NUMBER.test(message.text) ? choices : [];
}

/** Own reports with further ones, earliest due first; a report that the person owes stays an own one. */
export function joined(own: readonly Duty[], further: readonly Duty[]): readonly Duty[] {
  const owed = new Set(own.map((duty) => duty.obligation));
  const others = further.filter((duty) => !owed.has(duty.obligation));
  return others.length === 0 ? own : [...own, ...others].toSorted(byDue);
}
