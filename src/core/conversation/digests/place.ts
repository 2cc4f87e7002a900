import { readKeys, type DigestKey } from '../../digest/digest-key.ts';
import { unitId, type UnitId } from '../../ids.ts';
import type { ChoiceToken } from '../../messages.ts';
import { choiceToken, type Choice, type Verb } from '../choices.ts';

/** A part of a digest that can be looked at or done, by the button that leads there. Pages count from 1. */
export type Place = { readonly key: DigestKey } & (
  | { readonly kind: 'digest' }
  /** Who has not reported, and who was late. */
  | { readonly kind: 'owing'; readonly page: number }
  /** The units that report, `below` one of those above them; null: all. */
  | { readonly kind: 'units'; readonly below: UnitId | null; readonly page: number }
  /** What one of them reported. */
  | { readonly kind: 'unit'; readonly unit: UnitId; readonly page: number }
  /** Which of its figures it is to explain. */
  | { readonly kind: 'figures'; readonly unit: UnitId; readonly page: number }
  /** The indicators. */
  | { readonly kind: 'fields'; readonly page: number }
  /** One of them by unit; `field`: its place in the form, from 0. */
  | { readonly kind: 'field'; readonly field: number; readonly page: number }
  /** Whether those who owe are to be reminded at once. */
  | { readonly kind: 'remind' }
  /** That they are. `asked`: the minute in which the question was put. */
  | { readonly kind: 'remind-sure'; readonly asked: number }
);

const VERB_OF: Readonly<Record<Place['kind'], Verb>> = {
  digest: 'digest',
  owing: 'digestowing',
  units: 'digestunits',
  unit: 'digestunit',
  figures: 'digestfigures',
  fields: 'digestfields',
  field: 'digestfield',
  remind: 'digestremind',
  'remind-sure': 'digestremindsure',
};

export const DETAIL_VERBS: ReadonlySet<Verb> = new Set(Object.values(VERB_OF));

export function placeToken(place: Place): ChoiceToken {
  return choiceToken(VERB_OF[place.kind], null, [place.key, ...numbersOf(place)].join('-'));
}

function numbersOf(place: Place): readonly number[] {
  switch (place.kind) {
    case 'digest':
    case 'remind':
      return [];
    case 'owing':
    case 'fields':
      return [place.page];
    case 'field':
      return [place.page, place.field];
    case 'units':
      return [place.page, place.below ?? 0];
    case 'unit':
    case 'figures':
      return [place.page, place.unit];
    case 'remind-sure':
      return [place.asked];
  }
}

/** Undefined for a token that leads nowhere in a digest. */
export function readPlace({ verb, arg }: Choice): Place | undefined {
  const [key = '', ...rest] = arg.split('-');
  const isKey = readKeys(key).length === 1;
  const isWhole = rest.every((part) => /^\d{1,12}$/.test(part));
  if (!isKey || !isWhole) return undefined;
  const [first = 1, second = 0] = rest.map(Number);
  switch (verb) {
    case 'digest':
      return { kind: 'digest', key };
    case 'digestowing':
      return { kind: 'owing', key, page: first };
    case 'digestunits':
      return { kind: 'units', key, page: first, below: second === 0 ? null : unitId(second) };
    case 'digestunit':
      return { kind: 'unit', key, page: first, unit: unitId(second) };
    case 'digestfigures':
      return { kind: 'figures', key, page: first, unit: unitId(second) };
    case 'digestfields':
      return { kind: 'fields', key, page: first };
    case 'digestfield':
      return { kind: 'field', key, page: first, field: second };
    case 'digestremind':
      return { kind: 'remind', key };
    case 'digestremindsure':
      return { kind: 'remind-sure', key, asked: first };
    default:
      return undefined;
  }
}

/** The part that "tiếp" leads to from here. */
export function nextPage(place: Place): Place | undefined {
  return 'page' in place ? { ...place, page: place.page + 1 } : undefined;
}

/** The part that "quay lại" leads to from here. */
export function placeAbove(place: Place): Place | undefined {
  const { key } = place;
  switch (place.kind) {
    case 'digest':
      return undefined;
    case 'unit':
      return { kind: 'units', key, below: null, page: 1 };
    case 'figures':
      return { kind: 'unit', key, unit: place.unit, page: 1 };
    case 'units':
      return place.below === null ? { kind: 'digest', key } : { ...place, below: null, page: 1 };
    case 'field':
      return { kind: 'fields', key, page: 1 };
    case 'owing':
    case 'fields':
    case 'remind':
    case 'remind-sure':
      return { kind: 'digest', key };
  }
}
