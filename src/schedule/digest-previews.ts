import { Temporal } from 'temporal-polyfill';
import { scopeFor, type AccessScope } from '../core/access/scope.ts';
import { digestRuns, type DigestRun } from '../core/calendar/digest-moments.ts';
import type { Holidays } from '../core/calendar/holidays.ts';
import { previewMoment } from '../core/calendar/preview-moment.ts';
import { isQuiet } from '../core/calendar/working-time.ts';
import type { DigestView } from '../core/conversation/context.ts';
import { draftOffers } from '../core/conversation/coordination/digest-draft.ts';
import { draftKey, previewKey } from '../core/digest/draft.ts';
import type { FormVersionId, PersonId } from '../core/ids.ts';
import type { Transaction } from '../db/connect.ts';
import { loadAudience } from '../db/queries/audiences.ts';
import { loadReceivers, type Receiver } from '../db/queries/bodies.ts';
import { insertDrafts, type NewDraft } from '../db/queries/digest-drafts.ts';
import { loadDigest } from '../db/queries/figures.ts';
import { loadFormPeriods, type FormPeriod } from '../db/queries/form-periods.ts';
import type { FormInForce } from '../db/queries/openings.ts';
import { loadPeople } from '../db/queries/people.ts';
import { loadSignals } from '../db/queries/signals.ts';
import { notify } from '../effects/notify.ts';
import { periodsOf, type Covered } from './covered-periods.ts';

type Parts = { readonly zone: string; readonly holidays: Holidays };

/** A row of days off may stand between the moment at which a digest is shown and the one at which it goes out. */
const LOOK_AHEAD_HOURS = 21 * 24;

/** By form version, between which moments it is known that nothing is to be shown. */
type Calm = Map<FormVersionId, { readonly from: Temporal.Instant; readonly until: Temporal.Instant }>;

/**
 * Shows coordinators each digest before it goes out, so that they can add a word, send it now or put it off. Where both moments have
 * passed, after downtime or a jump of the clock, it is simply sent.
 */
export function createShowing(
  parts: Parts,
): (tx: Transaction, now: Temporal.Instant, forms: readonly FormInForce[]) => Promise<void> {
  const calm: Calm = new Map();
  return async (tx, now, forms) => {
    if (isQuiet(now, parts.zone, parts.holidays)) return;
    for (const form of forms) await showForm(tx, form, now, parts, calm);
  };
}

async function showForm(
  tx: Transaction,
  form: FormInForce,
  now: Temporal.Instant,
  parts: Parts,
  calm: Calm,
): Promise<void> {
  // Spans opened by hand are told of once, at whatever digest moment comes first.
  if (form.definition.period === 'custom') return;
  const known = calm.get(form.version);
  if (known && isWithin(now, known.from, known.until)) return;
  const runs = comingRuns(form, now, parts);
  const shownNow = runs.filter(({ shownAt }) => Temporal.Instant.compare(shownAt, now) <= 0);
  for (const { run } of shownNow) await showRun(tx, form, run, now, parts);
  const until =
    runs.find((one) => !shownNow.includes(one))?.shownAt ?? now.add({ hours: LOOK_AHEAD_HOURS / 2 });
  calm.set(form.version, { from: now, until });
}

function isWithin(now: Temporal.Instant, from: Temporal.Instant, until: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, from) >= 0 && Temporal.Instant.compare(now, until) < 0;
}

/** What goes out after now, by the moment at which it is shown. */
function comingRuns({ definition }: FormInForce, now: Temporal.Instant, { zone, holidays }: Parts) {
  const until = now.add({ hours: LOOK_AHEAD_HOURS });
  return definition.digests
    .filter(({ preview }) => preview !== false)
    .flatMap(({ cron }) => digestRuns(cron, now, until, zone, holidays))
    .map((run) => ({ run, shownAt: previewMoment(run.at, zone, holidays) }))
    .toSorted((one, other) => Temporal.Instant.compare(one.shownAt, other.shownAt));
}

async function showRun(
  tx: Transaction,
  form: FormInForce,
  run: DigestRun,
  now: Temporal.Instant,
  { zone, holidays }: Parts,
): Promise<void> {
  const { definition } = form;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const covered = periodsOf(run, await loadFormPeriods(tx, definition.code));
  const lookedAfter = new Map<PersonId, Receiver[]>();
  for (const receiver of await loadReceivers(tx, definition.receivers, today)) {
    const people = await loadAudience(tx, { kind: 'coordinators-for', body: receiver.id }, today);
    const drafts = people.length === 0 ? [] : covered.map((one) => draftOf(form, run, one, receiver));
    const added = await insertDrafts(tx, drafts, now);
    if (added.length === 0) continue;
    for (const person of people) lookedAfter.set(person, [...(lookedAfter.get(person) ?? []), receiver]);
  }
  // The latest is what coordinators look at; one before it, behind a long holiday, goes with it.
  const period = covered.at(-1)?.period;
  if (!period) return;
  const known = await loadPeople(tx, [...lookedAfter.keys()], today);
  const notices = [];
  for (const [person, receivers] of lookedAfter) {
    const scope = scopeFor(known.get(person)?.places ?? [], 'preview-digest');
    const reply = await previewFor(tx, scope, form, run, period, receivers);
    if (!reply) continue;
    const to = { kind: 'person', person } as const;
    const effect = { kind: 'notify', to, key: previewKey(reply.draft.key), reply } as const;
    notices.push({ scene: { at: now, person: null }, effect });
  }
  await notify(tx, notices, { zone, holidays });
}

function draftOf(
  form: FormInForce,
  run: DigestRun,
  { period, writtenAt }: Covered,
  { id }: Receiver,
): NewDraft {
  return { form: form.form, period: period.id, body: id, writtenAt, plannedAt: run.at };
}

async function previewFor(
  tx: Transaction,
  scope: AccessScope,
  form: FormInForce,
  run: DigestRun,
  period: FormPeriod,
  receivers: readonly Receiver[],
) {
  const digests = await loadBodies(tx, scope, form, period, receivers);
  const [digest, ...others] = digests;
  if (!digest) return undefined;
  const draft = {
    key: draftKey(form.form, run.at),
    form: form.form,
    bodies: receivers.map(({ id }) => id),
    formName: form.definition.name,
    plannedAt: run.at,
    sendAt: run.at,
    remark: null,
  };
  return {
    kind: 'digest-preview',
    draft,
    digest,
    others: others.map(({ names }) => names.body),
    offers: draftOffers(draft),
  } as const;
}

/** What each body would be told now, of the units in the scope. */
async function loadBodies(
  tx: Transaction,
  scope: AccessScope,
  { definition }: FormInForce,
  period: FormPeriod,
  receivers: readonly Receiver[],
): Promise<readonly DigestView[]> {
  const views: DigestView[] = [];
  for (const { code: body } of receivers) {
    const of = { form: definition.code, body, period: period.code };
    const view = await loadDigest(tx, scope, of);
    if (!view || view.figures.expected === 0) continue;
    const found = await loadSignals(tx, scope, { ...of, form: definition });
    views.push({ ...view, signals: { found, reasons: true } });
  }
  return views;
}
