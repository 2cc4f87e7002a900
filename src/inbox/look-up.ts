import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import type { Looked, PostView } from '../core/conversation/context.ts';
import { wantsOf } from '../core/conversation/wants.ts';
import { fieldsFor, type Field, type FormDefinition } from '../core/forms/definition.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { loadNamedPeople } from '../db/queries/absences.ts';
import { loadBurden } from '../db/queries/burden.ts';
import { findUnit, loadBodyCodes } from '../db/queries/bodies.ts';
import { loadLatestReport } from '../db/queries/duties.ts';
import { loadDigest } from '../db/queries/figures.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { currentDigestPeriod } from '../db/queries/periods.ts';
import { loadRemindersNeeded } from '../db/queries/reminder-habits.ts';
import { loadLastReminded } from '../db/queries/snoozes.ts';

/** Looks up what a leader's or coordinator's command asks to see, as far as their posts allow it. */
export async function lookUp(
  tx: Transaction,
  message: InboundMessage,
  { view, posts }: Pick<KnownPerson, 'view' | 'posts'>,
  {
    now,
    today,
    zone,
  }: { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate; readonly zone: string },
  versions: FormVersions,
): Promise<Looked> {
  const wants = wantsOf(message);
  switch (wants.kind) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'burden':
      return may(posts, 'see-burden')
        ? { kind: 'burden', burden: await loadBurden(tx, now, zone) }
        : { kind: 'nothing' };
    case 'reminders-needed':
      return may(posts, 'see-burden')
        ? { kind: 'reminders-needed', needed: await loadRemindersNeeded(tx, now, zone) }
        : { kind: 'nothing' };
    case 'reminded': {
      const last = may(posts, 'report') ? await loadLastReminded(tx, view.id) : undefined;
      return last ? { kind: 'reminded', ...last } : { kind: 'nothing' };
    }
    case 'people':
      return may(posts, 'report')
        ? { kind: 'people', people: await loadNamedPeople(tx, today) }
        : { kind: 'nothing' };
    case 'digests':
      return may(posts, 'see-digest') ? lookUpDigests(tx, posts, now) : { kind: 'nothing' };
    case 'report':
      return may(posts, 'see-reports')
        ? lookUpReport(tx, wants.unit, posts, now, versions)
        : { kind: 'nothing' };
  }
}

async function lookUpDigests(
  tx: Transaction,
  posts: readonly PostView[],
  now: Temporal.Instant,
): Promise<Looked> {
  const own = ownBodies(posts);
  const bodies = own ?? (await loadBodyCodes(tx));
  const digests = [];
  for (const form of await loadCurrentForms(tx)) {
    const period = await currentDigestPeriod(tx, form.code, now);
    for (const body of form.receivers.filter((receiver) => bodies.includes(receiver))) {
      const digest =
        period === undefined ? undefined : await loadDigest(tx, { form: form.code, body, period });
      if (digest) digests.push(digest);
    }
  }
  return { kind: 'digests', digests };
}

async function lookUpReport(
  tx: Transaction,
  code: string,
  posts: readonly PostView[],
  now: Temporal.Instant,
  versions: FormVersions,
): Promise<Looked> {
  const unit = await findUnit(tx, code);
  if (!unit) return { kind: 'unknown-unit', code };
  const { id, ...view } = unit;
  const latest = await loadLatestReport(tx, id, now, versions);
  if (!latest) return { kind: 'report', unit: view, found: null };
  const { form, past } = latest;
  const found = { formName: form.name, fields: visibleFields(form, posts), ...past };
  return { kind: 'report', unit: view, found };
}

/** The bodies whose digests and fields the person's posts are limited to; undefined for a coordinator or superior: all. */
function ownBodies(posts: readonly PostView[]): readonly string[] | undefined {
  if (posts.some((post) => post.role === 'coordinator' || post.role === 'superior')) return undefined;
  return posts.flatMap((post) => (post.role === 'leader' && post.body ? [post.body.code] : []));
}

function visibleFields(form: FormDefinition, posts: readonly PostView[]): readonly Field[] {
  const bodies = ownBodies(posts);
  if (bodies === undefined) return form.fields;
  const visible = new Set(bodies.flatMap((body) => fieldsFor(form, body)));
  return form.fields.filter((field) => visible.has(field));
}
