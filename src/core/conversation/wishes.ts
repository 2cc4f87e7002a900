import type { Intent } from '../parsing/understanding.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';
import { aside, type Turn } from './turn.ts';

/** What is asked of the coordinator: named back, and who decides it. Nothing is stored. */
export function answerWish(
  state: State,
  wish: Extract<Intent, { kind: 'absence' | 'reopen' }>,
  _context: Context,
): Turn {
  return aside(state, [{ kind: 'wish-for-coordinator', wish, offers: [] }]);
}
