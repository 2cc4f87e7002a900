import type { Offer } from '../../replies.ts';
import { nextPage, placeAbove, placeToken, type Place } from './place.ts';

/** Onward, where there is more, and back: `above` is where to, if not to where words alone would lead. */
export function ways(place: Place, more: boolean, above = placeAbove(place)): readonly Offer[] {
  const next = more ? nextPage(place) : undefined;
  return [
    ...(next ? [{ token: placeToken(next), label: 'next-page' } as const] : []),
    ...(above ? [{ token: placeToken(above), label: 'back' } as const] : []),
  ];
}
