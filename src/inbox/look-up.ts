import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { isInScope, scopeFor, type AccessScope, type Place } from '../core/access/scope.ts';
import type { DigestView, Looked } from '../core/conversation/context.ts';
import { periodNamed } from '../core/conversation/named-period.ts';
import { wantsOf } from '../core/conversation/wants.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { BodyCode } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { withOwnPlans } from '../db/own-plans.ts';
import { findUnit, loadBodiesInScope } from '../db/queries/access.ts';
import { loadNamedPeople } from '../db/queries/absences.ts';
import { loadBurden } from '../db/queries/burden.ts';
import { loadExplanations } from '../db/queries/explanations.ts';
import { loadLatestReport } from '../db/queries/duties.ts';
import { loadDigest } from '../db/queries/figures.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { currentDigestPeriod } from '../db/queries/periods.ts';
import { loadRemindersNeeded } from '../db/queries/reminder-habits.ts';
import { loadSignals } from '../db/queries/signals.ts';
import { loadLastReminded } from '../db/queries/snoozes.ts';

/** Looks up what a leader's or coordinator's command asks to see, as far as their posts allow it. */
export async function lookUp(
  tx: Transaction,
  message: InboundMessage,
  { view, places }: Pick<KnownPerson, 'view' | 'places'>,
  {
    now,
    today,
    zone,
  }: { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate; readonly zone: string },
  versions: FormVersions,
): Promise<Looked> {
  const wants = wantsOf(message, { now, zone });
  switch (wants.kind) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'burden':
      return may(places, 'see-burden')
        ? { kind: 'burden', burden: await loadBurden(tx, scopeFor(places, 'see-burden'), now, zone) }
        : { kind: 'nothing' };
    case 'reminders-needed':
      return may(places, 'see-burden')
        ? {
            kind: 'reminders-needed',
            needed: await loadRemindersNeeded(tx, scopeFor(places, 'see-burden'), now, zone),
          }
        : { kind: 'nothing' };
    case 'reminded': {
      const last = may(places, 'report') ? await loadLastReminded(tx, view.id) : undefined;
      return last ? { kind: 'reminded', ...last } : { kind: 'nothing' };
    }
    case 'people':
      return may(places, 'name-stand-in')
        ? { kind: 'people', people: await loadNamedPeople(tx, scopeFor(places, 'name-stand-in'), today) }
        : { kind: 'nothing' };
    case 'digests':
      return may(places, 'see-digest')
        ? withOwnPlans(tx, () => lookUpDigests(tx, places, wants.period, { now, zone }))
        : { kind: 'nothing' };
    case 'report':
      return may(places, 'see-reports')
        ? lookUpReport(tx, scopeFor(places, 'see-reports'), wants.unit, now, versions)
        : { kind: 'nothing' };
  }
}

async function lookUpDigests(
  tx: Transaction,
  places: readonly Place[],
  words: string,
  clock: { readonly now: Temporal.Instant; readonly zone: string },
): Promise<Looked> {
  const named = words === '' ? undefined : (periodNamed(words, clock) ?? null);
  if (named === null) return { kind: 'digests', digests: [], period: null };
  const scope = scopeFor(places, 'see-digest');
  const bodies = await loadBodiesInScope(tx, scope);
  if (bodies.length === 0) return { kind: 'outside-scope', what: { kind: 'digests' } };
  const digests = [];
  for (const form of await loadCurrentForms(tx)) {
    const period = named ?? (await currentDigestPeriod(tx, form.code, clock.now));
    for (const body of form.receivers.filter((receiver) => bodies.includes(receiver))) {
      const digest = period === undefined ? undefined : await loadLiveDigest(tx, places, form, body, period);
      if (digest !== undefined) digests.push(digest);
    }
  }
  return { kind: 'digests', digests, ...(named === undefined ? {} : { period: named }) };
}

/** What a body is told about a period, as things stand and as far as the person's posts allow it. */
export async function loadLiveDigest(
  tx: Transaction,
  places: readonly Place[],
  form: FormDefinition,
  body: BodyCode,
  period: string,
): Promise<DigestView | undefined> {
  const scope = scopeFor(places, 'see-digest');
  const digest = await loadDigest(tx, scope, { form: form.code, body, period, inChat: true });
  if (digest === undefined) return undefined;
  const found = await loadSignals(tx, scope, { form, period, body });
  return { ...digest, signals: { found, reasons: may(places, 'see-signals') } };
}

async function lookUpReport(
  tx: Transaction,
  scope: AccessScope,
  code: string,
  now: Temporal.Instant,
  versions: FormVersions,
): Promise<Looked> {
  const unit = await findUnit(tx, code);
  if (!unit) return { kind: 'unknown-unit', code };
  const { line, name } = unit;
  const view = { code: unit.code, name };
  if (!isInScope(scope, line)) return { kind: 'outside-scope', what: { kind: 'unit', unit: view } };
  const latest = await loadLatestReport(tx, scope, unit, now, versions);
  if (!latest) return { kind: 'report', unit: view, found: null };
  const { form, fields, past } = latest;
  const codes = fields.map((field) => field.code);
  const ofReport = sql`select period_id from obligation where id = ${past.obligation}`;
  const answered = await loadExplanations(tx, scope, ofReport, codes, undefined);
  const explanations = answered.filter((one) => one.unit === unit.code);
  return { kind: 'report', unit: view, found: { formName: form.name, fields, ...past, explanations } };
}
