import { eq, inArray } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { CONSENT_VERSION } from '../../core/conversation/enrol.ts';
import { Fault } from '../../core/errors.ts';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { ChatId, PersonCode, PersonId, UnitCode, UnitId } from '../../core/ids.ts';
import { EMPTY_ORGANIZATION, type OrganizationFile } from '../../core/organization/organization-file.ts';
import { planImport } from '../../core/organization/plan.ts';
import { sampleOrganization } from '../../core/sample/district.ts';
import { sampleHistory, type SampleWeek } from '../../core/sample/history.ts';
import type { Transaction } from '../connect.ts';
import { chat, consent } from '../schema/chat.ts';
import { form, formVersion, obligation, period } from '../schema/form.ts';
import { person, unit } from '../schema/organization.ts';
import { lockOrganization, saveOrganization } from './organization.ts';
import { insertRevisions, type NewRevision } from './reports.ts';

/**
 * Loads the sample district with its past weeks into a database without units; false, and nothing done, if there are any. The
 * current period is for the caller to open.
 */
export async function loadSample(tx: Transaction, now: Temporal.Instant, zone: string): Promise<boolean> {
  await lockOrganization(tx);
  const standing = await tx.select({ id: unit.id }).from(unit).limit(1);
  if (standing.length > 0) return false;
  await loadWithPast(tx, sampleOrganization(), now, zone);
  return true;
}

/** A made-up organisation on demo phones, with invented reports of the weeks before. The database must be empty. */
export async function loadWithPast(
  tx: Transaction,
  organization: OrganizationFile,
  now: Temporal.Instant,
  zone: string,
): Promise<void> {
  const senders = await loadOnPhones(tx, organization, now, zone);
  for (const definition of organization.forms)
    await writePast(tx, definition, organization, senders, now, zone);
}

/**
 * An organisation whose people are all linked on the demo channel, where a chat is named by its person's code, and have consented.
 * The database must be empty.
 */
export async function loadOnPhones(
  tx: Transaction,
  organization: OrganizationFile,
  now: Temporal.Instant,
  zone: string,
): Promise<ReadonlyMap<PersonCode, Sender>> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const plan = planImport(EMPTY_ORGANIZATION, organization, today);
  await saveOrganization(tx, plan, { at: now, today, sample: true });
  return linkPeople(tx, organization, now);
}

type Sender = { readonly chat: ChatId; readonly person: PersonId };

async function linkPeople(
  tx: Transaction,
  organization: OrganizationFile,
  now: Temporal.Instant,
): Promise<ReadonlyMap<PersonCode, Sender>> {
  const people = await tx
    .select({ id: person.id, code: person.code })
    .from(person)
    .where(eq(person.sample, true));
  const chats = await tx
    .insert(chat)
    .values(
      people.map(({ id, code }) => ({
        channel: 'demo' as const,
        externalId: code,
        personId: id,
        state: 'linked' as const,
        linkedAt: now,
      })),
    )
    .returning({ id: chat.id, code: chat.externalId });
  const chatOf = new Map(chats.map((row) => [row.code, row.id]));
  const senders = new Map<PersonCode, Sender>();
  for (const { id, code } of people) {
    const linked = chatOf.get(code);
    if (linked !== undefined) senders.set(code, { chat: linked, person: id });
  }
  await tx.insert(consent).values(
    [...senders.values()].map((sender) => ({
      personId: sender.person,
      chatId: sender.chat,
      textVersion: CONSENT_VERSION,
      givenAt: now,
    })),
  );
  if (senders.size < organization.people.length) throw new Fault('a person of the sample has no demo chat');
  return senders;
}

async function writePast(
  tx: Transaction,
  definition: FormDefinition,
  organization: OrganizationFile,
  senders: ReadonlyMap<PersonCode, Sender>,
  now: Temporal.Instant,
  zone: string,
): Promise<void> {
  const reporters = organization.units.filter((one) => one.kind === definition.reporters.kind);
  const codes = reporters.map((one) => one.code);
  const history = sampleHistory(definition, codes, now, zone);
  const units = await tx.select({ id: unit.id, code: unit.code }).from(unit).where(inArray(unit.code, codes));
  const obligations = await writeObligations(tx, definition, history, units);
  const contacts = new Map(
    organization.posts.flatMap((post) =>
      post.role === 'contact' && 'unit' in post ? [[post.unit, senders.get(post.holder ?? '')]] : [],
    ),
  );
  const revisions = history.flatMap((week) =>
    week.reports.map((report): NewRevision => {
      const owed = obligations.get(`${week.span.code} ${report.unit}`);
      const sender = contacts.get(report.unit);
      if (owed === undefined || sender === undefined) {
        throw new Fault(`the sample has no obligation or contact for ${report.unit} in ${week.span.code}`);
      }
      return {
        submission: {
          obligation: owed,
          follows: 0,
          values: report.values,
          notes: {},
          carriedOver: [],
          gaps: [],
          nil: false,
          sameAsLast: false,
          lateMinutes: report.lateMinutes,
          informant: null,
          needsSignOff: false,
        },
        scene: { at: report.submittedAt, realNow: report.submittedAt, channel: 'demo', ...sender },
        source: 'sample',
      };
    }),
  );
  await insertRevisions(tx, revisions);
}

/** Past periods with what each unit owed, by `period unit`. */
async function writeObligations(
  tx: Transaction,
  definition: FormDefinition,
  history: readonly SampleWeek[],
  units: readonly { readonly id: UnitId; readonly code: UnitCode }[],
) {
  const [version] = await tx
    .select({ form: form.id, version: formVersion.id })
    .from(form)
    .innerJoin(formVersion, eq(formVersion.formId, form.id))
    .where(eq(form.code, definition.code));
  if (version === undefined) throw new Fault(`the form ${definition.code} of the sample was not stored`);
  const periods = await tx
    .insert(period)
    .values(
      history.map(({ span, moments }) => ({
        formId: version.form,
        formVersionId: version.version,
        code: span.code,
        dataStart: span.start,
        dataEnd: span.end,
        ...moments,
      })),
    )
    .returning({ id: period.id, code: period.code });
  const rows = await tx
    .insert(obligation)
    .values(periods.flatMap(({ id }) => units.map((one) => ({ periodId: id, unitId: one.id, sample: true }))))
    .returning({ id: obligation.id, period: obligation.periodId, unit: obligation.unitId });
  const periodCodes = new Map(periods.map((row) => [row.id, row.code]));
  const unitCodes = new Map(units.map((row) => [row.id, row.code]));
  return new Map(rows.map((row) => [`${periodCodes.get(row.period)} ${unitCodes.get(row.unit)}`, row.id]));
}
