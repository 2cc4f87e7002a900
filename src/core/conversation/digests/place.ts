import { readKeys, type DigestKey } from '../../digest/digest-key.ts';
import type { ChoiceToken } from '../../messages.ts';
import { choiceToken, type Choice, type Verb } from '../choices.ts';

/** A part of a digest that can be looked at or done, by the button that leads there. Pages count from 1. */
export type Place = { readonly key: DigestKey } & (
  | { readonly kind: 'digest' }
  /** Who has not reported, and who was late. */
  | { readonly kind: 'owing'; readonly page: number }
  /** Whether those who owe are to be reminded at once. */
  | { readonly kind: 'remind' }
  /** That they are. `asked`: the minute in which the question was put. */
  | { readonly kind: 'remind-sure'; readonly asked: number }
);

const VERB_OF: Readonly<Record<Place['kind'], Verb>> = {
  digest: 'digest',
  owing: 'digestowing',
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
      return [place.page];
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
  const [first = 1] = rest.map(Number);
  switch (verb) {
    case 'digest':
      return { kind: 'digest', key };
    case 'digestowing':
      return { kind: 'owing', key, page: first };
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
  const { kind, key } = place;
  return kind === 'digest' ? undefined : { kind: 'digest', key };
}
