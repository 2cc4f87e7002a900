import type { Temporal } from 'temporal-polyfill';
import { scopeFor, type Place } from '../core/access/scope.ts';
import { periodNamed } from '../core/conversation/named-period.ts';
import { bareKey } from '../core/forms/spelling.ts';
import type { BodyCode, FormCode } from '../core/ids.ts';
import { matchUnits } from '../core/organization/match-units.ts';
import { carriersOf, type Carrier } from '../core/templates/carriers.ts';
import { readTemplateKey } from '../core/templates/template-key.ts';
import type { ReceiverTemplate } from '../core/templates/template.ts';
import type { Transaction } from '../db/connect.ts';
import { loadBodiesInScope } from '../db/queries/access.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { loadDigestNames, type DigestCodes } from '../db/queries/named-digests.ts';
import { currentDigestPeriod } from '../db/queries/periods.ts';

type Clock = { readonly now: Temporal.Instant; readonly zone: string };

/** A receiver's workbook that a message asks for. `digests`: what it is named by, of the form whose periods are the longest; none: there is no such. */
export type WantedTemplate = {
  readonly format: 'xlsx';
  readonly digests: readonly DigestCodes[];
  readonly template: Pick<ReceiverTemplate, 'code' | 'name' | 'receiver'>;
};

type InReach = Pick<ReceiverTemplate, 'code' | 'name'> & {
  readonly form: FormCode;
  readonly body: BodyCode;
};

/** The workbooks that can be filled with what the places see: all of it, for half of a table would look whole. */
export async function templatesInReach(
  tx: Transaction,
  places: readonly Place[],
): Promise<readonly InReach[]> {
  return (await carriersInReach(tx, places)).flatMap((carriers) =>
    carriers.map(({ form, body, template: { code, name } }) => ({ code, name, form: form.code, body })),
  );
}

/** A button names the workbook and its period. */
export async function findTappedTemplate(
  tx: Transaction,
  key: string,
  places: readonly Place[],
): Promise<WantedTemplate | undefined> {
  const meant = readTemplateKey(key);
  const known = await carriersInReach(tx, places);
  const carriers = known.find(([lead]) => lead?.template.code === meant?.template);
  return meant && carriers && wantedOf(tx, carriers, meant.period);
}

/** "/excel tinh", "excel biểu 02 tháng 8": code or name, then perhaps a period; undefined for words that begin otherwise. */
export async function readTemplateWish(
  tx: Transaction,
  words: string,
  places: readonly Place[],
  { now, zone }: Clock,
): Promise<WantedTemplate | undefined> {
  const known = await carriersInReach(tx, places);
  const named = known.flatMap((carriers) => {
    const [lead] = carriers;
    return lead ? [{ code: lead.template.code, name: lead.template.name, carriers, lead }] : [];
  });
  const { units: matched, rest } = matchUnits(named, words);
  const [meant, ...others] = matched;
  if (meant === undefined || others.length > 0) return undefined;
  const asked = bareKey(rest) === '' ? null : periodNamed(rest.trim(), { now, zone });
  if (asked === undefined) return undefined;
  const period = asked ?? (await currentDigestPeriod(tx, meant.lead.form.code, now));
  return wantedOf(tx, meant.carriers, period);
}

async function carriersInReach(
  tx: Transaction,
  places: readonly Place[],
): Promise<readonly (readonly Carrier[])[]> {
  const bodies = await loadBodiesInScope(tx, scopeFor(places, 'take-digest-file'));
  const forms = await loadCurrentForms(tx);
  const codes = new Set(forms.flatMap(({ templates = [] }) => templates.map(({ code }) => code)));
  return [...codes]
    .map((code) => carriersOf(forms, code))
    .filter((carriers) => carriers.every(({ body }) => bodies.includes(body)));
}

async function wantedOf(
  tx: Transaction,
  carriers: readonly Carrier[],
  period: string | undefined,
): Promise<WantedTemplate | undefined> {
  const [lead] = carriers;
  if (lead === undefined) return undefined;
  const { code, name, receiver } = lead.template;
  const digests: DigestCodes[] = [];
  for (const { form, body } of carriers) {
    const codes = period === undefined ? undefined : { form: form.code, body, period };
    if (codes === undefined || (await loadDigestNames(tx, codes)) === undefined) {
      return { format: 'xlsx', digests: [], template: { code, name, receiver } };
    }
    digests.push(codes);
  }
  return { format: 'xlsx', digests: digests.slice(0, 1), template: { code, name, receiver } };
}
