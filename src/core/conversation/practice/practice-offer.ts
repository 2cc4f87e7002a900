import type { Offer } from '../../replies.ts';
import { choiceToken } from '../choices.ts';

/** [Tập thử], as joining and help offer it. */
export const practiceOffer: readonly Offer[] = [{ token: choiceToken('practice'), label: 'practice' }];
