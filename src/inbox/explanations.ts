import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { scopeFor } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { Looked } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import type { NamedFigure } from '../core/explanations/explanation.ts';
import { fieldsIn, readExplanation, saysOnly, unitsIn } from '../core/explanations/words.ts';
import { isFigure } from '../core/forms/definition.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { findUnit } from '../db/queries/access.ts';
import { loadLatestReport } from '../db/queries/duties.ts';
import { loadExplanationStanding, loadWaitingExplanations } from '../db/queries/explanations.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { loadReportingUnits } from '../db/queries/units.ts';
import { chosenToken } from './chosen-token.ts';

/** Questions about figures that a message can be about: those to the person's own units, and the one that it asks. */
export async function lookUpExplanations(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  person: KnownPerson,
  now: Temporal.Instant,
  versions: FormVersions,
): Promise<Looked | undefined> {
  const token = chosenToken(message, state);
  const wish = token === undefined && message.kind === 'text' ? readExplanation(message.text) : undefined;
  const isTap = token !== undefined && readChoice(token)?.verb === 'explain';
  const isAnswer = token === undefined && message.kind === 'text' && state.open.kind === 'explanation';
  if (!wish && !isTap && !isAnswer) return undefined;
  const waiting = await loadWaitingExplanations(tx, person.reportsFor);
  const known = waiting.map((one) => ({ code: one.figure.field, label: one.figure.label, ...one }));
  const named = fieldsIn(wish?.about ?? '', known);
  const isAsking = wish?.kind === 'explain-ask' && may(person.places, 'ask-explanation');
  return {
    kind: 'explanations',
    waiting,
    meant: named.length > 0 ? named : waiting,
    named: isAsking && wish ? await nameFigure(tx, wish.about, person, now, versions) : null,
  };
}

async function nameFigure(
  tx: Transaction,
  words: string,
  { view, places }: KnownPerson,
  now: Temporal.Instant,
  versions: FormVersions,
): Promise<NamedFigure> {
  const scope = scopeFor(places, 'ask-explanation');
  const [only, ...more] = unitsIn(words, await loadReportingUnits(tx, scope));
  if (!only) return { kind: 'no-unit' };
  if (more.length > 0)
    return { kind: 'several-units', units: [only, ...more].map(({ code, name }) => ({ code, name })) };
  const unit = { code: only.code, name: only.name };
  const inTree = await findUnit(tx, only.code);
  const latest = inTree && (await loadLatestReport(tx, scope, inTree, now, versions));
  if (!latest) return { kind: 'no-report', unit };
  const { form, past } = latest;
  const figures = latest.fields.filter(isFigure);
  const fields = fieldsIn(words, figures);
  const [field] = fields;
  if (!field || fields.length > 1) {
    const known = figures.filter(({ code }) => past.sent.values[code] !== undefined);
    return { kind: 'no-field', unit, fields: fields.length > 1 ? fields : known };
  }
  if (!saysOnly(words, unit, field)) return { kind: 'no-unit' };
  const value = past.sent.values[field.code];
  if (value === undefined) return { kind: 'no-value', unit, field };
  const { obligation, period, sent } = past;
  return {
    kind: 'figure',
    figure: {
      about: { unit, formName: form.name, period },
      obligation,
      field: field.code,
      label: field.label,
      value,
    },
    revision: sent.revision,
    standing: await loadExplanationStanding(tx, obligation, sent.revision, field.code, view.id),
  };
}
