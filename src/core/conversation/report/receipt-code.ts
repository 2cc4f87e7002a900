import type { ObligationId } from '../../ids.ts';

/** Digits and letters that are not taken for one another on a telephone or in handwriting. */
export const EASY_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * The code on a receipt: one for each unit and period, with the revision behind a dot from the second on (`BC-22K7.2`).
 * It follows from the obligation's number, so a repeated transaction gives the same receipt.
 */
export function receiptCode(obligation: ObligationId, revision: number): string {
  let digits = '';
  for (let rest: number = obligation; rest > 0; rest = Math.floor(rest / EASY_CHARACTERS.length)) {
    digits = EASY_CHARACTERS.charAt(rest % EASY_CHARACTERS.length) + digits;
  }
  const code = `BC-${digits.padStart(4, EASY_CHARACTERS.charAt(0))}`;
  return revision > 1 ? `${code}.${revision}` : code;
}
