import type { SignOffState } from '../../src/core/sign-off/state.ts';
import { LONG, moment } from './extremes.ts';

/** How a report can stand with the head of its unit. */
export const SIGN_OFF_STATES: readonly SignOffState[] = [
  { state: 'waiting' },
  { state: 'approved', by: 'Nguyễn Thị Minh Hạnh', at: moment, reason: null },
  { state: 'returned', by: 'Nguyễn Thị Minh Hạnh', at: moment, reason: LONG },
  { state: 'returned', by: 'Nguyễn Thị Minh Hạnh', at: moment, reason: null },
  { state: 'timed-out', at: moment },
];
