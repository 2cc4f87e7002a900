import { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { scopeFor, type AccessScope, type Place as Post } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { DigestDetail, Looked } from '../core/conversation/context.ts';
import { nextPage, placeAbove, readPlace, type Place } from '../core/conversation/digests/place.ts';
import type { State } from '../core/conversation/state.ts';
import { readDetailWish } from '../core/conversation/digests/words.ts';
import { CHANNELS_WITH_EDITS } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import {
  findDigest,
  findMeantDigests,
  findTappedMessage,
  loadOwing,
  type MeantDigest,
} from '../db/queries/digest-details.ts';
import { findSubject } from '../db/queries/digest-subject.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { chosenToken } from './chosen-token.ts';
import type { Heard } from './context.ts';
import { loadNudgePlan, type Day } from './nudging.ts';
import { loadLiveDigest } from './look-up.ts';

/** Words go on from what was shown within so many minutes. */
const SHOWN_MINUTES = 60;

/** The part of a digest that a message asks to see, by a button or in words, as far as the person's posts allow it. */
export async function lookUpDigestDetail(
  tx: Transaction,
  heard: Heard,
  { places }: Pick<KnownPerson, 'places'>,
  day: Day,
): Promise<Looked | undefined> {
  if (!may(places, 'see-digest')) return undefined;
  const scope = scopeFor(places, 'see-digest');
  const asked = await placeAsked(tx, heard, scope, day.now);
  if (asked === undefined) return undefined;
  const { place, token } = asked;
  if (place === null) return { kind: 'digest-detail', place, detail: 'no-digest', tapped: null };
  const meant = await findDigest(tx, scope, place.key);
  const detail = meant ? await loadDetail(tx, place, meant, places, day) : 'no-digest';
  const message = token === undefined ? undefined : await findMessage(tx, heard, token, meant);
  const tapped = message === undefined ? null : { message, key: heard.message.key };
  return { kind: 'digest-detail', place, detail, tapped };
}

/** `place` null: the words mean a digest, of which there is none. */
type Asked = { readonly place: Place | null; readonly token: string | undefined };

async function placeAsked(
  tx: Transaction,
  { message, state }: Heard,
  scope: AccessScope,
  now: Temporal.Instant,
): Promise<Asked | undefined> {
  const token = chosenToken(message, state);
  if (token !== undefined) {
    const choice = readChoice(token);
    const place = choice && readPlace(choice);
    return place && { place, token };
  }
  const wish = message.kind === 'text' ? readDetailWish(message.text) : undefined;
  if (wish === undefined) return undefined;
  const before = shownLately(state, now);
  if (wish.kind === 'next-page' || wish.kind === 'page-back') {
    // There the words mean the field before.
    if (before === undefined || state.open.kind !== 'nothing') return undefined;
    const place = wish.kind === 'next-page' ? nextPage(before) : placeAbove(before);
    return place && { place, token };
  }
  const owing = before ? [before.key] : await findMeantDigests(tx, scope, now, 'owing');
  const key = owing[0] ?? (await findMeantDigests(tx, scope, now, 'current'))[0];
  if (key === undefined) return { place: null, token };
  return { place: wish.kind === 'owing' ? { kind: 'owing', key, page: 1 } : { kind: 'remind', key }, token };
}

/** Where the person stands in a digest; words of another day begin anew. */
function shownLately({ digest, heardAt }: State, now: Temporal.Instant): Place | undefined {
  if (digest === undefined || heardAt === null) return undefined;
  const isLate =
    Temporal.Instant.compare(Temporal.Instant.from(heardAt).add({ minutes: SHOWN_MINUTES }), now) < 0;
  const choice = isLate ? undefined : readChoice(digest);
  return choice && readPlace(choice);
}

async function loadDetail(
  tx: Transaction,
  place: Place,
  meant: MeantDigest,
  places: readonly Post[],
  day: Day,
): Promise<DigestDetail> {
  const scope = scopeFor(places, 'see-digest');
  const reminds = may(places, 'remind-now');
  if (place.kind === 'digest' && meant.sent) return { kind: 'sent', text: meant.sent.text, reminds };
  const subject = await findSubject(tx, meant);
  if (subject === undefined) return 'no-digest';
  const { code, start, end, bodyName, definition } = subject;
  if (place.kind === 'digest') {
    const digest = await loadLiveDigest(tx, places, definition, meant.body, code);
    return digest === undefined ? 'no-digest' : { kind: 'live', digest, reminds };
  }
  const names = { body: bodyName, form: definition.name, period: { code, start, end } };
  const locked = meant.locksAt.epochMilliseconds <= day.now.epochMilliseconds;
  if (place.kind === 'owing') {
    return { kind: 'owing', names, owing: await loadOwing(tx, scope, meant), reminds: reminds && !locked };
  }
  if (!reminds) return 'not-allowed';
  const owing = await loadOwing(tx, scopeFor(places, 'remind-now'), meant);
  const plan = await loadNudgePlan(tx, meant, owing, day);
  return { kind: 'nudge', names, plan, locked, period: meant.periodId };
}

/** The message to show it in; undefined: in one of its own. */
async function findMessage(
  tx: Transaction,
  { chat, message }: Heard,
  token: string,
  meant: MeantDigest | undefined,
) {
  if (message.kind !== 'choice' || !CHANNELS_WITH_EDITS.has(chat.channel)) return undefined;
  return findTappedMessage(tx, chat.id, { under: message.under, token }, meant?.sent?.text);
}
