import { may } from '../core/access/access.ts';
import { scopeFor, scopeOfBody, type AccessScope, type Place as Post } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { DigestDetail, Looked } from '../core/conversation/context.ts';
import type { Place } from '../core/conversation/digests/place.ts';
import { indicatorDetail } from '../core/digest/indicator-detail.ts';
import { marksIn, unitEntries, type PlacedUnit } from '../core/digest/unit-list.ts';
import { fieldsFor, isFigure, type Field } from '../core/forms/definition.ts';
import { CHANNELS_WITH_EDITS } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { withOwnPlans } from '../db/own-plans.ts';
import { WITH_NOTHING, withPreviousAlone, type Compared } from '../db/queries/comparisons.ts';
import { findDigest, findTappedMessage, loadOwing, type MeantDigest } from '../db/queries/digest-details.ts';
import { findSubject, type DigestSubject } from '../db/queries/digest-subject.ts';
import { loadKeptDigest } from '../db/queries/digests.ts';
import { loadExplanationStanding } from '../db/queries/explanations.ts';
import { loadDigestPart, type DigestPart } from '../db/queries/figures.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { loadFigure, loadPlacedUnits, loadUnitDetail } from '../db/queries/unit-details.ts';
import { chosenToken } from './chosen-token.ts';
import type { Heard } from './context.ts';
import { findPlace } from './digest-place.ts';
import { loadLiveDigest } from './look-up.ts';
import { loadNudgePlan, type Day } from './nudging.ts';

/** The part of a digest that a message asks to see, by a button or in words, as far as the person's posts allow it. */
export async function lookUpDigestDetail(
  tx: Transaction,
  heard: Heard,
  person: KnownPerson,
  day: Day,
): Promise<Looked | undefined> {
  const { places } = person;
  if (!may(places, 'see-digest')) return undefined;
  const scope = scopeFor(places, 'see-digest');
  const asked = await findPlace(tx, heard, scope, day.now);
  if (asked === undefined) return lookUpFigure(tx, heard, person);
  if (asked.kind === 'unclear') {
    return { kind: 'digest-detail', place: null, detail: asked.detail, tapped: null };
  }
  const { place, token } = asked;
  const meant = await findDigest(tx, scope, place.key);
  const detail = meant
    ? await withOwnPlans(tx, () => loadDetail(tx, place, meant, places, day))
    : 'no-digest';
  const message = token === undefined ? undefined : await findMessage(tx, heard, token, meant);
  const tapped = message === undefined ? null : { message, key: heard.message.key };
  return { kind: 'digest-detail', place, detail, tapped };
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
  const names = namesOf(subject);
  const locked = meant.locksAt.epochMilliseconds <= day.now.epochMilliseconds;
  switch (place.kind) {
    case 'digest': {
      const digest = await loadLiveDigest(tx, places, subject.definition, meant.body, subject.code);
      return digest === undefined ? 'no-digest' : { kind: 'live', digest, reminds };
    }
    case 'owing':
      return { kind: 'owing', names, owing: await loadOwing(tx, scope, meant), reminds: reminds && !locked };
    case 'units':
    case 'fields':
    case 'field':
      return loadWhole(tx, place, meant, scope, subject);
    case 'unit':
    case 'figures': {
      const form = subject.definition;
      const of = { fields: fieldsFor(form, meant.body), start: subject.start };
      const detail = await loadUnitDetail(tx, scope, meant, place.unit, of);
      return detail === undefined ? 'no-digest' : { kind: 'unit', names, detail, form };
    }
    case 'remind':
    case 'remind-sure': {
      if (!reminds) return 'not-allowed';
      const owing = await loadOwing(tx, scopeFor(places, 'remind-now'), meant);
      const plan = await loadNudgePlan(tx, meant, owing, day);
      return { kind: 'nudge', names, plan, locked, period: meant.periodId };
    }
  }
}

/** What is told of all units together. */
async function loadWhole(
  tx: Transaction,
  place: WholePlace,
  meant: MeantDigest,
  scope: AccessScope,
  subject: DigestSubject,
): Promise<DigestDetail> {
  const names = namesOf(subject);
  const form = subject.definition;
  const placed = await loadPlacedUnits(tx, scopeOfBody(scope, meant.body), meant.periodId);
  const told = (await keptFigures(tx, meant, placed)) ?? (await loadPart(tx, scope, meant, subject, place));
  const { figures, outliers, units } = told;
  const { indicators } = figures;
  if (place.kind === 'fields') return { kind: 'fields', names, indicators, form };
  const known = placed.filter(({ unit }) => units.has(unit.code));
  if (place.kind === 'field') {
    const field = form.fields[place.field];
    const indicator = indicators.find(({ code }) => code === field?.code);
    if (!field || !indicator) return 'no-digest';
    return { kind: 'field', names, detail: indicatorDetail(field, indicator, outliers, known) };
  }
  const entries = unitEntries(known, place.below, marksIn(figures, outliers));
  const below = known.map(({ above }) => above.find(({ id }) => id === place.below)?.name);
  const part = below.every((name) => name !== undefined)
    ? undefined
    : below.find((name) => name !== undefined);
  return { kind: 'units', names, below: part ?? null, entries };
}

type WholePlace = Extract<Place, { readonly kind: 'units' | 'fields' | 'field' }>;

/** As it was sent; undefined for one of now, or where it holds more units than the person may see. */
async function keptFigures(
  tx: Transaction,
  { sent }: MeantDigest,
  placed: readonly PlacedUnit[],
): Promise<DigestPart | undefined> {
  const kept = sent ? await loadKeptDigest(tx, sent.id) : undefined;
  if (!kept?.findings) return undefined;
  const { figures, findings } = kept;
  const units = new Set([...findings.units, ...(figures.exempt ?? [])].map(({ unit }) => unit));
  const seen = new Set(placed.map(({ unit }) => unit.code));
  const { outliers } = findings;
  return [...units].every((unit) => seen.has(unit)) ? { figures, outliers, units } : undefined;
}

/** What the place shows, reckoned anew, at the moment at which it was sent or of now. */
function loadPart(
  tx: Transaction,
  scope: AccessScope,
  meant: MeantDigest,
  subject: DigestSubject,
  place: WholePlace,
): Promise<DigestPart> {
  const figures = fieldsFor(subject.definition, meant.body).filter(isFigure);
  const part = (fields: readonly Field[], compared: Compared, withOutliers: boolean) =>
    loadDigestPart(tx, scope, { ...subject, compared }, { fields, asOf: meant.sent?.at, withOutliers });
  switch (place.kind) {
    case 'units':
      return part(figures, WITH_NOTHING, true);
    case 'fields':
      return part(figures, withPreviousAlone(subject.compared), false);
    case 'field': {
      const field = subject.definition.fields[place.field];
      const own = figures.filter((one) => one === field);
      // The first page tells of the year, the others of units.
      return part(own, place.page === 1 ? subject.compared : WITH_NOTHING, true);
    }
  }
}

function namesOf({ code, start, end, bodyName, definition }: DigestSubject) {
  return { body: bodyName, form: definition.name, period: { code, start, end } };
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

/** The figure under whose button somebody asks for an explanation. */
async function lookUpFigure(
  tx: Transaction,
  { message, state }: Heard,
  { view, places }: KnownPerson,
): Promise<Looked | undefined> {
  const token = chosenToken(message, state);
  const choice = token === undefined ? undefined : readChoice(token);
  if (choice?.verb !== 'digestexplain' || choice.obligation === null) return undefined;
  if (!may(places, 'ask-explanation')) return undefined;
  const [field = -1, revision = 0] = choice.arg.split('-').map(Number);
  const { obligation } = choice;
  const figure = await loadFigure(tx, scopeFor(places, 'ask-explanation'), { obligation, revision, field });
  if (!figure) return undefined;
  const standing = await loadExplanationStanding(tx, obligation, revision, figure.field, view.id);
  return {
    kind: 'explanations',
    waiting: [],
    meant: [],
    named: { kind: 'figure', figure, revision, standing },
  };
}
