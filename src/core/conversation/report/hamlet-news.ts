import { sameValue, type FieldChange } from '../../forms/values.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import type { Hamlet } from '../../hamlets/hamlet.ts';
import { standingOf, sumOfHamlets } from '../../hamlets/sum-of-hamlets.ts';
import type { ObligationId } from '../../ids.ts';
import type { Item, Offers } from '../../replies.ts';
import type { HamletsInDraft } from '../../replies/hamlets.ts';
import { choiceToken } from '../choices.ts';
import type { Duty, UnitView } from '../context.ts';
import { draftMark } from './authors.ts';
import { itemsOf } from '../duties.ts';
import { EMPTY_DRAFT, type Draft } from './draft.ts';

/**
 * What the sum of the hamlets would change in a draft: fields without a value, and those that still hold an earlier sum. What a
 * person wrote over it is theirs. In the correction of a sent report an earlier sum is what stood when it was sent.
 */
export function hamletNews(duty: Duty, draft: Draft): readonly FieldChange[] {
  const { form, hamlets = [], sent } = duty;
  if (hamlets.length === 0) return [];
  const sum = sumOfHamlets(form, hamlets);
  const summed = draft.fromHamlets?.values ?? (sent ? sumOfHamlets(form, hamlets, 'before') : {});
  return form.fields.flatMap((field): FieldChange[] => {
    const before = draft.values[field.code] ?? null;
    const after = sum[field.code] ?? null;
    // "Không phát sinh" speaks of what happened in the hamlets too.
    const isOpen = before === null || draft.nil || sameValue(before, summed[field.code] ?? null);
    return after !== null && isOpen && !sameValue(before, after) ? [{ field, before, after }] : [];
  });
}

/** What stands beside a draft about the hamlets; undefined where there are none. */
export function hamletsIn(duty: Duty, draft: Draft): HamletsInDraft | undefined {
  const { hamlets = [] } = duty;
  if (hamlets.length === 0) return undefined;
  const used = draft.fromHamlets !== undefined;
  return { ...standingOf(hamlets), used, changes: hamletNews(duty, draft) };
}

/** A button that fills the draft with the sum of these hamlets. */
export function sumOffer(obligation: ObligationId, hamlets: readonly UnitView[]): Offers[number] {
  return [
    {
      token: choiceToken('hamletsum', obligation),
      label: { kind: 'hamlet-sum', units: hamlets.map(({ name }) => name) },
    },
  ];
}

/** The same, if any of them has reported. */
export function sumOffers(obligation: ObligationId, hamlets: readonly Hamlet[]): Offers {
  const { reported } = standingOf(hamlets);
  return reported.length === 0 ? [] : [sumOffer(obligation, reported)];
}

/** The sum of the hamlets as a message lists it. */
export function sumItems(form: FormDefinition, hamlets: readonly Hamlet[]): readonly Item[] {
  return itemsOf(form, { ...EMPTY_DRAFT, values: sumOfHamlets(form, hamlets) });
}

/** A draft's content and what the hamlets changed since it was filled, by a short name: what [Gửi] confirms. */
export function shownMark(duty: Duty, draft: Draft): string {
  const news = draft.fromHamlets ? hamletNews(duty, draft) : [];
  return draftMark(
    draft,
    news.map(({ field, after }) => [field.code, after]),
  );
}
