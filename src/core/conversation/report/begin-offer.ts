import type { ObligationId } from '../../ids.ts';
import type { Offer } from '../../replies.ts';
import { choiceToken } from '../choices.ts';

/** Two ways to begin a report that has no figures yet. */
export function beginOffer(obligation: ObligationId): readonly Offer[] {
  return [
    { token: choiceToken('nil', obligation), label: 'nil' },
    { token: choiceToken('guide', obligation), label: 'guide' },
  ];
}
