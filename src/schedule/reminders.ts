import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { weekAround } from '../core/calendar/working-time.ts';
import { sumItems, sumOffers } from '../core/conversation/report/hamlet-news.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { Hamlet } from '../core/hamlets/hamlet.ts';
import { standingOf } from '../core/hamlets/sum-of-hamlets.ts';
import type { DeliveryId, ObligationId, PersonId } from '../core/ids.ts';
import type { Notice, NoticeItem, Owed } from '../core/reminders/notice.ts';
import { noticeOffers } from '../core/reminders/notice-offers.ts';
import { planNotices } from '../core/reminders/plan-notices.ts';
import type { About, ReminderSection, Reply } from '../core/replies.ts';
import type { Transaction } from '../db/connect.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadHamlets } from '../db/queries/hamlets.ts';
import type { NewLivingNotice } from '../db/queries/living-notices.ts';
import { loadPromises } from '../db/queries/late-notices.ts';
import { countUnasked } from '../db/queries/outbox.ts';
import {
  insertReminders,
  loadAwaited,
  loadDecided,
  loadReminded,
  type AwaitedReport,
} from '../db/queries/reminders.ts';
import { loadNudges } from '../db/queries/nudges.ts';
import { loadSnoozes } from '../db/queries/snoozes.ts';
import { bulkRoutesTo } from '../db/queries/zalo-bot-use.ts';
import { loadWindowEnds } from '../db/queries/zalo-oa-use.ts';
import type { createSteps } from './habits.ts';
import { enqueue } from '../delivery/enqueue.ts';
import { loadCover } from '../effects/cover.ts';
import { succeedNotices } from '../effects/living-notices.ts';

/** What the planner needs, and what the message says. */
type AwaitedOwed = Owed & {
  readonly about: About;
  readonly definition: FormDefinition;
  /** Whether other reports may be put together into it. */
  readonly isTop: boolean;
  /** For whom a person who is no contact hears of it. */
  readonly standsIn: ReadonlyMap<PersonId, string>;
};

export type ReminderParts = {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
  readonly versions: FormVersions;
  readonly steps: ReturnType<typeof createSteps>;
};

/** Messages sent, one a person, and steps that were decided by them or without one. */
export type Reminded = { readonly messages: number; readonly decisions: number };

/** Reminds those who owe of what is due now: one message a person. */
export async function remind(tx: Transaction, parts: ReminderParts): Promise<Reminded> {
  const { now, zone, holidays } = parts;
  const awaited = await loadAwaited(tx, now);
  if (awaited.length === 0) return { messages: 0, decisions: 0 };
  const owed = await toOwed(tx, awaited, parts);
  const people = [...new Set(owed.flatMap((item) => [...item.contacts, ...item.superiors]))];
  const week = weekAround(now, zone);
  const sentThisWeek = await countUnasked(tx, people, week.from, week.until);
  const windowEnds = await windowEndsOf(tx, owed, now);
  const plan = planNotices({ owed, sentThisWeek, windowEnds, now, zone, holidays });
  const routes = await bulkRoutesTo(
    tx,
    plan.notices.map((notice) => notice.person),
  );
  const hamletsOf = await loadHamletsToSum(tx, plan.notices);
  const outgoing = plan.notices.flatMap((notice) => {
    const chat = routes.get(notice.person);
    if (chat === undefined) return [];
    // A reminder that was asked for answers a wish and is no part of the week's unasked messages.
    const urgency = notice.asked ? 'answer' : 'unasked';
    return [{ chat, dedupKey: keyOf(notice), reply: noticeReply(notice, hamletsOf), urgency } as const];
  });
  const sent = await enqueue(tx, outgoing, { at: now, zone });
  const carried = plan.notices.flatMap((notice) => {
    const delivery = sent.get(keyOf(notice)) ?? null;
    return notice.decisions.map((decision) => ({ ...decision, delivery }));
  });
  const superseded = plan.superseded.map((decision) => ({ ...decision, delivery: null }));
  const decisions = [...carried, ...superseded];
  await insertReminders(tx, decisions, now);
  await succeedNotices(
    tx,
    plan.notices.flatMap((notice) => livingOnes(notice, sent.get(keyOf(notice)))),
    { at: now, zone },
  );
  return { messages: outgoing.length, decisions: decisions.length };
}

/** In calendar time: a window closes as soon as it does in real time. */
async function windowEndsOf(
  tx: Transaction,
  owed: readonly AwaitedOwed[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<PersonId, Temporal.Instant>> {
  const realNow = Temporal.Now.instant();
  const ends = await loadWindowEnds(tx, [...new Set(owed.flatMap(({ contacts }) => contacts))]);
  return new Map([...ends].map(([person, end]) => [person, now.add(end.since(realNow))]));
}

/** What the message is about, for the day on which it has to say otherwise. */
function livingOnes(
  { person, items }: Notice<AwaitedOwed>,
  delivery: DeliveryId | undefined,
): readonly NewLivingNotice[] {
  if (delivery === undefined) return [];
  return items.map(({ kind, owed }) => ({
    obligation: owed.obligation,
    person,
    delivery,
    noticedAs: kind === 'escalation' ? 'late-unit' : kind === 'opening' ? 'opening' : 'owed',
    standsInFor: kind === 'escalation' ? null : (owed.standsIn.get(person) ?? null),
  }));
}

/** A notice is known by the first step that it carries out, which is never carried out again. */
function keyOf({ person, decisions }: Notice<AwaitedOwed>): string {
  const [first] = decisions;
  return `reminder ${person} ${first?.obligation ?? ''} ${first?.step ?? ''}`;
}

async function toOwed(
  tx: Transaction,
  awaited: readonly AwaitedReport[],
  { now, zone, steps, versions }: ReminderParts,
): Promise<readonly AwaitedOwed[]> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const formOf = await versions.load(
    tx,
    awaited.map((report) => report.formVersion),
  );
  const units = awaited.flatMap(({ unitId, feedsUnitId }) => [unitId, ...(feedsUnitId ? [feedsUnitId] : [])]);
  const reminded = await loadReminded(tx, [...new Set(units)], today);
  const cover = await loadCover(
    tx,
    awaited.flatMap(({ unitId }) => reminded.contactsOf(unitId)),
    today,
  );
  const isDecided = await loadDecided(
    tx,
    awaited.map((report) => report.obligation),
  );
  const promises = await loadPromises(
    tx,
    awaited.map((report) => report.obligation),
  );
  const snoozes = await loadSnoozes(
    tx,
    awaited.map((report) => report.obligation),
  );
  const nudges = await loadNudges(
    tx,
    awaited.map((report) => report.obligation),
  );
  const stepsOf = await steps(
    tx,
    now,
    awaited.map((report) => formOf(report.formVersion)),
  );
  return awaited.map((report) => {
    const form = formOf(report.formVersion);
    const promised = promises.get(report.obligation);
    const snoozed = snoozes.get(report.obligation);
    const nudgedAt = nudges.get(report.obligation);
    return {
      obligation: report.obligation,
      form: report.form,
      unit: report.unit.code,
      dueAt: report.period.dueAt,
      locksAt: report.period.locksAt,
      owedSinceAt: report.owedSinceAt,
      submitted: false,
      exempt: false,
      ...cover(reminded.contactsOf(report.unitId)),
      // Whoever puts a report together hears of what is lacking for it; those above hear of the whole.
      superiors: report.feedsUnitId
        ? reminded.contactsOf(report.feedsUnitId)
        : reminded.superiorsOf(report.unitId),
      steps: stepsOf(report, form),
      ...(promised === undefined ? {} : { promised }),
      ...(snoozed === undefined ? {} : { snoozes: snoozed }),
      ...(nudgedAt === undefined ? {} : { nudgedAt }),
      isDecided: (step, person) => isDecided(report.obligation, step, person),
      about: { unit: report.unit, formName: form.name, period: report.period },
      definition: form,
      isTop: report.feedsUnitId === null,
    };
  });
}

type HamletsOf = (owed: AwaitedOwed) => readonly Hamlet[];

/** Only for those who are reminded now: thousands of others have hamlets too. */
async function loadHamletsToSum(
  tx: Transaction,
  notices: readonly Notice<AwaitedOwed>[],
): Promise<HamletsOf> {
  const summing = new Map<ObligationId, string>();
  for (const { kind, owed } of notices.flatMap(({ items }) => items)) {
    const { sums } = owed.definition.reporters;
    if (kind !== 'escalation' && owed.isTop && sums) summing.set(owed.obligation, sums.kind);
  }
  const found = await loadHamlets(
    tx,
    [...summing].map(([obligation, kind]) => ({ obligation, kind })),
  );
  return ({ obligation }) => found(obligation).hamlets ?? [];
}

function noticeReply(notice: Notice<AwaitedOwed>, hamletsOf: HamletsOf): Reply {
  const own = notice.items.filter((item) => item.kind !== 'escalation');
  const escalated = notice.items.filter((item) => item.kind === 'escalation');
  return {
    kind: 'reminder',
    sections: [
      ...own.map((item) => ownSection(item, notice.person, hamletsOf(item.owed))),
      ...escalationSections(escalated),
    ],
    offers: noticeOffers(
      own.map(({ kind, owed }) => ({
        obligation: owed.obligation,
        answerable: !owed.standsIn.has(notice.person),
        presses: kind !== 'opening',
        further: sumOffers(owed.obligation, hamletsOf(owed)),
      })),
    ),
  };
}

function ownSection(
  { kind, owed }: NoticeItem<AwaitedOwed>,
  person: PersonId,
  hamlets: readonly Hamlet[],
): ReminderSection {
  const { about, obligation, standsIn, definition } = owed;
  const standing = standingOf(hamlets);
  // Nobody is to have reported when the period opens.
  const isSaid = hamlets.length > 0 && (kind !== 'opening' || standing.reported.length > 0);
  const standsInFor = standsIn.get(person);
  return {
    kind: kind === 'escalation' ? 'after-due' : kind,
    about,
    obligation,
    ...(standsInFor === undefined ? {} : { standsInFor }),
    ...(isSaid ? { hamlets: { ...standing, sum: sumItems(definition, hamlets) } } : {}),
  };
}

/** One list of late units for each form and period. */
function escalationSections(items: readonly NoticeItem<AwaitedOwed>[]): readonly ReminderSection[] {
  const sections = new Map<string, Extract<ReminderSection, { kind: 'escalation' }>>();
  for (const { owed } of items) {
    const { unit, formName, period } = owed.about;
    const key = `${owed.form} ${period.code}`;
    const units = [...(sections.get(key)?.units ?? []), unit];
    sections.set(key, { kind: 'escalation', formName, period, units });
  }
  return [...sections.values()];
}
