import { Temporal } from 'temporal-polyfill';
import { digestRuns, type DigestRun } from '../core/calendar/digest-moments.ts';
import type { Holidays } from '../core/calendar/holidays.ts';
import { isQuiet, nextWorkingMoment } from '../core/calendar/working-time.ts';
import type { DigestView } from '../core/conversation/context.ts';
import { detailOffers, digestOffers, digestOpener } from '../core/conversation/digests/offers.ts';
import { sentKey } from '../core/digest/digest-key.ts';
import type { DigestPage } from '../core/digest/page.ts';
import type { DigestId, FormVersionId, PersonId } from '../core/ids.ts';
import type { Transaction } from '../db/connect.ts';
import { CHANNELS_WITHOUT_BUTTONS } from '../core/messages.ts';
import { chatsOn, routesTo } from '../db/queries/chats.ts';
import {
  lastDigestMoment,
  loadDigestedPeriods,
  saveDigest,
  saveDigestRecipients,
  type NewDigest,
} from '../db/queries/digests.ts';
import { loadDigest } from '../db/queries/figures.ts';
import { loadSignals } from '../db/queries/signals.ts';
import { loadFormPeriods, type FormPeriod } from '../db/queries/form-periods.ts';
import { loadBodyScope, loadReceivers, type Receiver } from '../db/queries/bodies.ts';
import { loadDigestWishes } from '../db/queries/digest-wishes.ts';
import { loadDueDrafts, loadShown, markIssued, type WaitingDraft } from '../db/queries/digest-drafts.ts';
import type { FormInForce } from '../db/queries/openings.ts';
import { arrivesAt, isWanted } from '../core/digest/wishes.ts';
import type { PeriodKind } from '../core/forms/definition.ts';
import { draftKey, previewKey } from '../core/digest/draft.ts';
import type { Reply } from '../core/replies.ts';
import { holdNotices, withdrawNotices } from '../db/queries/held-notices.ts';
import { joined, sayTogether, wordAsOne, wordDigestMessage } from '../delivery/enqueue.ts';
import { issueSupplements, type Looked, type Supplemented } from './supplements.ts';
import { unaskedRoom } from '../effects/unasked-room.ts';
import { laterOf, periodsOf, spansOf } from './covered-periods.ts';

type DigestParts = {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
};

/**
 * How far back missed digests are made up for. Each is about its true period; what is older is in the figures that anyone can ask
 * for, and a pile of old digests helps nobody.
 */
const CATCH_UP_HOURS = 35 * 24;

/** By form version, until when it is known that no digest is due. */
type Passed = Map<FormVersionId, Temporal.Instant>;

/** Sends every receiving body's leaders the digests that are due by now. Gives the number of messages. */
export function createDigesting(calendar: {
  readonly zone: string;
  readonly holidays: Holidays;
}): (tx: Transaction, now: Temporal.Instant, forms: readonly FormInForce[]) => Promise<number> {
  const passed: Passed = new Map();
  const looked: Looked = new Map();
  return (tx, now, forms) => issueDigests(tx, forms, { now, ...calendar }, passed, looked);
}

/** A digest that was written down now, and whom it is for. */
type Issued = {
  readonly period: PeriodKind;
  readonly id: DigestId;
  readonly view: DigestView;
  /** Its message does not say all. */
  readonly leavesOut: boolean;
  readonly leaders: readonly PersonId[];
};

async function issueDigests(
  tx: Transaction,
  forms: readonly FormInForce[],
  parts: DigestParts,
  passed: Passed,
  looked: Looked,
): Promise<number> {
  const { now, zone, holidays } = parts;
  const issued: Issued[] = [];
  const supplements: Supplemented[] = [];
  // What comes late waits for working time like everything unasked.
  const isTime = !isQuiet(now, zone, holidays);
  const due = isTime ? await loadDueDrafts(tx, now, now.subtract({ hours: CATCH_UP_HOURS })) : [];
  for (const form of forms) {
    const runs = await dueRuns(tx, form, parts, passed);
    if (!isTime) continue;
    const shown = due.filter((draft) => draft.form === form.form);
    const made = [...(await issueRuns(tx, form, runs, parts)), ...(await issueShown(tx, form, shown, parts))];
    // A run that found nothing to tell need not be looked for again.
    if (runs.length > 0 && made.length === 0) passed.set(form.version, now);
    issued.push(...made);
    supplements.push(...(await issueSupplements(tx, form, made.length > 0, parts, looked)));
  }
  return sendDigests(tx, issued, supplements, parts);
}

async function issueRuns(
  tx: Transaction,
  form: FormInForce,
  runs: readonly DigestRun[],
  { now, zone }: DigestParts,
): Promise<readonly Issued[]> {
  if (runs.length === 0) return [];
  const periods = await loadFormPeriods(tx, form.definition.code);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const receivers = await loadReceivers(tx, form.definition.receivers, today);
  const isToldOnce = form.definition.period === 'custom';
  const told = new Set(isToldOnce ? await loadDigestedPeriods(tx, form.form) : []);
  const isShown = await loadShown(tx, form.form, now.subtract({ hours: CATCH_UP_HOURS }));
  const issued: Issued[] = [];
  for (const run of runs) {
    const covered = isToldOnce ? spansOf(run, periods, told) : periodsOf(run, periods);
    for (const { period, writtenAt } of covered) {
      if (isToldOnce) told.add(period.id);
      for (const receiver of receivers) {
        // It goes out when its coordinators want it.
        if (isShown(period.id, receiver.id, writtenAt)) continue;
        const moments = { plannedAt: run.at, writtenAt, createdAt: now };
        const one = await issue(tx, form, period, receiver, moments, null);
        if (one) issued.push(one);
      }
    }
  }
  return issued;
}

/** Digests of a form that coordinators were shown beforehand and that fall due now, with what they wrote above them. */
async function issueShown(
  tx: Transaction,
  form: FormInForce,
  due: readonly WaitingDraft[],
  { now, zone }: DigestParts,
): Promise<readonly Issued[]> {
  if (due.length === 0) return [];
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const receivers = await loadReceivers(tx, form.definition.receivers, today);
  const issued: Issued[] = [];
  for (const { period: id, periodCode: code, plannedAt, writtenAt, remark, body } of due) {
    const receiver = receivers.find((one) => one.id === body);
    const moments = { plannedAt, writtenAt, createdAt: now };
    const one = receiver && (await issue(tx, form, { id, code }, receiver, moments, remark));
    if (one) issued.push(one);
  }
  await markIssued(
    tx,
    due.map(({ id }) => id),
    now,
  );
  // Nobody is to be shown what has gone out.
  await withdrawNotices(
    tx,
    due.map(({ plannedAt }) => previewKey(draftKey(form.form, plannedAt))),
  );
  return issued;
}

/**
 * All digests for a person at one tick are one message, also after weeks of downtime. Who has had their share of the week gets them
 * with the next notice.
 */
async function sendDigests(
  tx: Transaction,
  issued: readonly Issued[],
  supplements: readonly Supplemented[],
  { now, zone, holidays }: DigestParts,
): Promise<number> {
  const leaders = [...new Set([...issued, ...supplements].flatMap((one) => one.leaders))];
  if (leaders.length === 0) return 0;
  const wishesOf = await loadDigestWishes(tx, leaders);
  const routes = await routesTo(tx, leaders);
  const typing = await chatsOn(tx, [...routes.values()], CHANNELS_WITHOUT_BUTTONS);
  const roomOf = await unaskedRoom(tx, leaders, now, zone);
  const told = leaders.flatMap((person) => {
    if (!routes.has(person)) return [];
    const wishes = wishesOf(person);
    const own = issued.filter(
      (one) => one.leaders.includes(person) && isWanted(wishes, one.period, one.view),
    );
    const supplemented = supplements.filter((one) => one.leaders.includes(person));
    if (own.length + supplemented.length === 0) return [];
    const reply = digestsReply(own, typing.has(routes.get(person)));
    const message = joined([
      ...(own.length > 0 ? [{ ...wordAsOne(reply, { at: now, zone }), ...pagesFor(own, person) }] : []),
      ...supplemented.map((one) => one.message),
    ]);
    const dedupKey = [...keysOf('digest', own), ...keysOf('supplement', supplemented), person].join(' ');
    const dueAt = nextWorkingMoment(arrivesAt(wishes, now, zone), zone, holidays);
    const isNow = Temporal.Instant.compare(dueAt, now) <= 0;
    return [{ person, chat: isNow ? roomOf(person) : undefined, dedupKey, messages: [message], dueAt }];
  });
  const sent = await sayTogether(tx, told, now);
  const held = told.filter(({ dedupKey }) => !sent.has(dedupKey));
  await holdNotices(
    tx,
    held.flatMap(({ messages, ...one }) => messages.map((message) => ({ ...one, message }))),
    now,
  );
  const carriedBy = new Map(told.map(({ person, dedupKey }) => [person, sent.get(dedupKey) ?? null]));
  for (const one of issued) {
    const recipients = one.leaders.map((person) => ({ person, delivery: carriedBy.get(person) ?? null }));
    await saveDigestRecipients(tx, one.id, recipients);
  }
  return sent.size;
}

/** Where the person reads what the messages leave out. */
function pagesFor(own: readonly Issued[], person: PersonId): { readonly pages?: readonly DigestPage[] } {
  const pages = own.filter((one) => one.leavesOut).map(({ id: digest }) => ({ digest, person }));
  return pages.length === 0 ? {} : { pages };
}

/** Under one digest stands all that leads into it, under each of several what opens it alone. */
function digestsReply(own: readonly Issued[], isTyping: boolean): Reply {
  const digests = own.map(({ id, view }) => ({ ...view, key: sentKey(id) }));
  const details = digests.map((digest) =>
    digests.length === 1 ? detailOffers(digest, true) : digestOpener(digest),
  );
  const reply = { kind: 'digests', digests, page: 1, details, offers: digestOffers(digests) } as const;
  return isTyping ? { ...reply, typed: true } : reply;
}

function keysOf(kind: string, told: readonly { readonly id: number }[]): readonly string[] {
  return told.length === 0 ? [] : [`${kind} ${told.map(({ id }) => id).join(' ')}`];
}

async function dueRuns(
  tx: Transaction,
  form: FormInForce,
  { now, zone, holidays }: DigestParts,
  passed: Passed,
): Promise<readonly DigestRun[]> {
  const last = (await lastDigestMoment(tx, form.form)) ?? form.owedSinceAt;
  const after = [now.subtract({ hours: CATCH_UP_HOURS }), passed.get(form.version) ?? last].reduce(
    laterOf,
    last,
  );
  if (Temporal.Instant.compare(after, now) >= 0) return [];
  const runs = form.definition.digests
    .flatMap((rule) => digestRuns(rule.cron, after, now, zone, holidays))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  // A run that was found stays due until it is written down.
  if (runs.length === 0) passed.set(form.version, now);
  return runs;
}

/** Stores the digest of one body; undefined if that was done before, or nobody owed a report. */
async function issue(
  tx: Transaction,
  form: FormInForce,
  period: Pick<FormPeriod, 'id' | 'code'>,
  receiver: Receiver,
  moments: Pick<NewDigest, 'plannedAt' | 'writtenAt' | 'createdAt'>,
  remark: WaitingDraft['remark'],
): Promise<Issued | undefined> {
  const of = { form: form.definition.code, body: receiver.code, period: period.code };
  const scope = await loadBodyScope(tx, receiver.code);
  const digest = await loadDigest(tx, scope, of);
  if (!digest || digest.figures.expected === 0) return undefined;
  const found = await loadSignals(tx, scope, { ...of, form: form.definition });
  const figures = remark ? { ...digest.figures, remark } : digest.figures;
  const view = { ...digest, figures, signals: { found, reasons: false } };
  const { message, layoutVersion, leavesOut } = wordDigestMessage(view);
  const id = await saveDigest(tx, {
    form: form.form,
    period: period.id,
    body: receiver.id,
    ...moments,
    figures: view.figures,
    findings: view.findings,
    message,
    layoutVersion,
  });
  return id === undefined
    ? undefined
    : { id, view, leavesOut, period: form.definition.period, leaders: receiver.leaders };
}
