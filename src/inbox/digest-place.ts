import { Temporal } from 'temporal-polyfill';
import { scopeOfBody, type AccessScope } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { DigestDetail } from '../core/conversation/context.ts';
import { nextPage, placeAbove, readPlace, type Place } from '../core/conversation/digests/place.ts';
import type { State } from '../core/conversation/state.ts';
import { readDetailWish } from '../core/conversation/digests/words.ts';
import type { DigestKey } from '../core/digest/digest-key.ts';
import { fieldsFor, isFigure, type Field } from '../core/forms/definition.ts';
import { bareKey } from '../core/forms/spelling.ts';
import { matchUnits } from '../core/organization/match-units.ts';
import type { Transaction } from '../db/connect.ts';
import { findDigest, findMeantDigests, type MeantDigest } from '../db/queries/digest-details.ts';
import { loadPlacedUnits } from '../db/queries/unit-details.ts';
import { chosenToken } from './chosen-token.ts';
import type { Heard } from './context.ts';

/** Words go on from what was shown within so many minutes. */
const SHOWN_MINUTES = 60;

/** Where in which digest a message leads; `token`: the button that was tapped. */
export type AskedPlace =
  | { readonly kind: 'place'; readonly place: Place; readonly token: string | undefined }
  /** Words that lead nowhere yet. */
  | { readonly kind: 'unclear'; readonly detail: DigestDetail };

/** Undefined: the message is not about parts of digests. */
export async function findPlace(
  tx: Transaction,
  { message, state }: Heard,
  scope: AccessScope,
  now: Temporal.Instant,
): Promise<AskedPlace | undefined> {
  const token = chosenToken(message, state);
  if (token !== undefined) {
    const choice = readChoice(token);
    const place = choice && readPlace(choice);
    return place && { kind: 'place', place, token };
  }
  const wish = message.kind === 'text' ? readDetailWish(message.text) : undefined;
  if (wish === undefined) return undefined;
  const before = shownLately(state, now);
  const to = (place: Place): AskedPlace => ({ kind: 'place', place, token });
  switch (wish.kind) {
    case 'next-page':
    case 'page-back': {
      // There the words mean the field before.
      if (before === undefined || state.open.kind !== 'nothing') return undefined;
      const place = wish.kind === 'next-page' ? nextPage(before) : placeAbove(before);
      return place && to(place);
    }
    case 'owing':
    case 'remind-now': {
      const owing = before ? [before.key] : await findMeantDigests(tx, scope, now, 'owing');
      const key = owing[0] ?? (await findMeantDigests(tx, scope, now, 'current'))[0];
      if (key === undefined) return NO_DIGEST;
      return to(wish.kind === 'owing' ? { kind: 'owing', key, page: 1 } : { kind: 'remind', key });
    }
    case 'units':
    case 'fields': {
      const key = before?.key ?? (await findMeantDigests(tx, scope, now, 'current'))[0];
      if (key === undefined) return NO_DIGEST;
      return to(
        wish.kind === 'units'
          ? { kind: 'units', key, below: null, page: 1 }
          : { kind: 'fields', key, page: 1 },
      );
    }
    case 'detail': {
      const current = await findMeantDigests(tx, scope, now, 'current');
      const keys = [...new Set([...(before ? [before.key] : []), ...current])];
      return keys.length === 0 ? NO_DIGEST : findNamed(tx, scope, keys, wish.about);
    }
  }
}

const NO_DIGEST: AskedPlace = { kind: 'unclear', detail: 'no-digest' };

/** Where the person stands in a digest; words of another day begin anew. */
function shownLately({ digest, heardAt }: State, now: Temporal.Instant): Place | undefined {
  if (digest === undefined || heardAt === null) return undefined;
  const until = Temporal.Instant.from(heardAt).add({ minutes: SHOWN_MINUTES });
  const choice = Temporal.Instant.compare(until, now) < 0 ? undefined : readChoice(digest);
  return choice && readPlace(choice);
}

/** The indicators, of those that the body sees, of which the words are a name; else those whose label begins with them. */
function fieldsNamed({ definition, body }: MeantDigest, about: string) {
  const seen = new Set(fieldsFor(definition, body));
  const figures = definition.fields.flatMap((field, place) =>
    isFigure(field) && seen.has(field) ? [{ place, ...field }] : [],
  );
  const said = bareKey(about);
  const isName = ({ label, code, aliases }: Field) =>
    [label, label.split(/[,;:(]/)[0] ?? '', code, ...aliases].some((name) => bareKey(name) === said);
  const exact = figures.filter(isName);
  const found =
    exact.length > 0 || said === ''
      ? exact
      : figures.filter(({ label }) => bareKey(label).startsWith(`${said} `));
  return found.map(({ place, label }) => ({ place, label }));
}

/** The unit or indicator whose name the words are, in the first of these digests that has one. */
async function findNamed(
  tx: Transaction,
  scope: AccessScope,
  keys: readonly DigestKey[],
  about: string,
): Promise<AskedPlace | undefined> {
  for (const key of keys) {
    const meant = await findDigest(tx, scope, key);
    if (meant === undefined) continue;
    const units = await loadPlacedUnits(tx, scopeOfBody(scope, meant.body), meant.periodId);
    const { units: named, rest } = matchUnits(
      units.map(({ id, unit }) => ({ id, unit, ...unit })),
      about,
    );
    const [only, ...more] = bareKey(rest) === '' ? named : [];
    if (only && more.length === 0) {
      return { kind: 'place', place: { kind: 'unit', key, unit: only.id, page: 1 }, token: undefined };
    }
    if (only) return { kind: 'unclear', detail: { kind: 'several', key, units: [only, ...more] } };
    const [field, ...others] = fieldsNamed(meant, about);
    if (field && others.length === 0) {
      return { kind: 'place', place: { kind: 'field', key, field: field.place, page: 1 }, token: undefined };
    }
    if (field)
      return { kind: 'unclear', detail: { kind: 'several-fields', key, fields: [field, ...others] } };
  }
  // Figures are a report, whatever stands before them.
  return /\d/.test(about) ? undefined : { kind: 'unclear', detail: { kind: 'unknown-words' } };
}
