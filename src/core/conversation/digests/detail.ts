import { may } from '../../access/access.ts';
import { owingPage } from '../../digest/owing.ts';
import type { ChoiceToken } from '../../messages.ts';
import type { Offer, Offers, Reply } from '../../replies.ts';
import { readChoice, type Choice } from '../choices.ts';
import type { Context, DigestDetail, Looked } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';
import { fieldReply, fieldsReply } from './fields.ts';
import { detailOffers, digestOffers } from './offers.ts';
import { DETAIL_VERBS, placeToken, readPlace, type Place } from './place.ts';
import { figuresReply, unitReply, unitsReply } from './units.ts';
import { ways } from './ways.ts';

/** A question whether to remind is answered within so many minutes, or put anew: who owes changes. */
const FRESH_MINUTES = 60;
const MINUTE_MS = 60_000;

/** Words that ask for a part of a digest; undefined for others. */
export function onDigestDetailText(state: State, context: Context): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'digest-detail') return undefined;
  if (looked.detail === 'no-digest')
    return aside(state, [{ kind: 'digests', digests: [], page: 1, offers: [] }]);
  return show(state, looked, looked.place, looked.detail, context);
}

/** A tap; undefined where the digest is none of the person's. */
export function onDigestDetailChoice(state: State, choice: Choice, context: Context): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'digest-detail' || looked.place === null || looked.detail === 'no-digest')
    return undefined;
  return readPlace(choice) && show(state, looked, looked.place, looked.detail, context);
}

type DigestsReply = Extract<Reply, { kind: 'digests' }>;

/** Digests that were asked for, each with what leads into it. */
export function showDigests(state: State, context: Context, reply: DigestsReply): Turn {
  // Further pages hold what the first had no room for; the way in is there.
  if (reply.page > 1) return aside(state, [reply]);
  const reminds = may(context.posts, 'remind-now');
  const details = reply.digests.map((digest) => detailOffers(digest, reminds));
  return placed(state, withDetails(reply, details, context), null);
}

/** Without buttons the numbers are those of the parts. */
function withDetails(reply: DigestsReply, details: readonly Offers[], { numbered }: Context): Reply {
  return { ...reply, details, offers: numbered ? details.flat() : reply.offers };
}

type Found = Exclude<DigestDetail, 'no-digest'>;

function show(
  state: State,
  { tapped }: Extract<Looked, { kind: 'digest-detail' }>,
  place: Place | null,
  detail: Found,
  context: Context,
): Turn {
  const { reply, effects } = wordsFor(place, detail, context);
  const said = { ...placed(state, reply, place), effects };
  if (tapped === null) return said;
  return { ...said, replies: [], effects: [...effects, { kind: 'rewrite-message', ...tapped, reply }] };
}

/** Says it beside what is open; its numbers take the place of those that earlier parts of digests had. */
function placed(state: State, reply: Reply, place: Place | null): Turn {
  const choices = state.open.kind === 'nothing' ? [] : state.choices.filter((token) => !leadsIn(token));
  const said = aside({ ...state, choices }, [reply]);
  if (place === null) return said;
  return { ...said, state: { ...said.state, digest: placeToken(place) } };
}

function leadsIn(token: ChoiceToken): boolean {
  const verb = readChoice(token)?.verb;
  return verb !== undefined && DETAIL_VERBS.has(verb);
}

type Said = { readonly reply: Reply; readonly effects: Turn['effects'] };

function wordsFor(place: Place | null, detail: Found, context: Context): Said {
  if (detail === 'not-allowed') return saying({ kind: 'not-for-this-role', offers: [] });
  if (detail.kind === 'several') return saying(whichUnit(detail));
  if (detail.kind === 'several-fields') return saying(whichField(detail));
  if (place === null || detail.kind === 'unknown-words') return saying(UNKNOWN);
  switch (detail.kind) {
    case 'sent': {
      const { key } = place;
      const files = context.numbered ? [] : digestOffers([{ key }]);
      const offers = [...detailOffers({ key }, detail.reminds), ...files];
      return saying({ kind: 'digest-again', text: detail.text, offers });
    }
    case 'live': {
      const { digest, reminds } = detail;
      const reply = { kind: 'digests', digests: [digest], page: 1, offers: digestOffers([digest]) } as const;
      return saying(withDetails(reply, [detailOffers(digest, reminds)], context));
    }
    case 'owing':
      return saying(owingReply(place, detail));
    case 'units':
      return saying(place.kind === 'units' ? unitsReply(place, detail) : UNKNOWN);
    case 'unit':
      if (place.kind === 'figures') return saying(figuresReply(place, detail));
      return saying(place.kind === 'unit' ? unitReply(place, detail) : UNKNOWN);
    case 'fields':
      return saying(place.kind === 'fields' ? fieldsReply(place, detail) : UNKNOWN);
    case 'field':
      return saying(place.kind === 'field' ? fieldReply(place, detail) : UNKNOWN);
    case 'nudge':
      return nudgeReply(place, detail, context);
  }
}

const UNKNOWN: Reply = { kind: 'detail-unknown', offers: [] };

/** Units that share a name, each a button. */
function whichUnit({ key, units }: Extract<Found, { readonly kind: 'several' }>): Reply {
  const offers = units.map(({ id, unit }) => [
    {
      token: placeToken({ kind: 'unit', key, unit: id, page: 1 }),
      label: { kind: 'unit', name: unit.name },
    } as const,
  ]);
  return { kind: 'which-unit', count: units.length, offers };
}

/** Indicators whose names begin alike, each a button. */
function whichField({ key, fields }: Extract<Found, { readonly kind: 'several-fields' }>): Reply {
  const offers = fields.map(({ place: field, label }) => [
    { token: placeToken({ kind: 'field', key, field, page: 1 }), label: { kind: 'field', label } } as const,
  ]);
  return { kind: 'which-field', offers };
}

function saying(reply: Reply): Said {
  return { reply, effects: [] };
}

function owingReply(place: Place, { names, owing, reminds }: Extract<Found, { kind: 'owing' }>): Reply {
  const { page, pages } = owingPage(owing, place.kind === 'owing' ? place.page : 1);
  const here: Place = { kind: 'owing', key: place.key, page };
  const remind: Offer = { token: placeToken({ kind: 'remind', key: place.key }), label: 'remind-now' };
  return {
    kind: 'digest-owing',
    names,
    owing,
    page,
    offers: [...(reminds && owing.missing.length > 0 ? [[remind]] : []), ways(here, page < pages)],
  };
}

function nudgeReply(place: Place, detail: Extract<Found, { kind: 'nudge' }>, { now }: Context): Said {
  const { names, plan, locked, period } = detail;
  const { key } = place;
  const minute = Math.floor(now.epochMilliseconds / MINUTE_MS);
  const back: Offers = [ways(place, false)];
  const isPossible = plan.units.length > 0 && !plan.tooLate && !locked;
  const age = place.kind === 'remind-sure' ? minute - place.asked : undefined;
  if (isPossible && age !== undefined && age >= 0 && age <= FRESH_MINUTES) {
    const obligations = plan.units.map(({ obligation }) => obligation);
    return {
      reply: { kind: 'reminded-now', names, plan, offers: back },
      effects: [{ kind: 'remind-now', period, obligations }],
    };
  }
  const sure = {
    token: placeToken({ kind: 'remind-sure', key, asked: minute }),
    label: 'remind-sure',
  } as const;
  return saying({
    kind: 'remind-question',
    names,
    plan,
    locked,
    offers: isPossible ? [[sure, ...ways(place, false)]] : back,
  });
}
