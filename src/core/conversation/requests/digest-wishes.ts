import { changedWishes, readDigestWish } from '../../digest/wishes.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

/** "Nhận tổng hợp lúc 8h30" and its like; undefined for other words. */
export function onDigestWish(state: State, text: string, { looked }: Context): Turn | undefined {
  if (looked.kind !== 'digest-wishes') return undefined;
  const wish = readDigestWish(text);
  if (!wish) return undefined;
  if (wish.kind === 'wishes-unclear') return aside(state, [{ kind: 'digest-wishes-unclear', offers: [] }]);
  const wishes = changedWishes(looked.wishes, wish);
  const changed = wish.kind !== 'wishes-show';
  return aside(
    state,
    [{ kind: 'digest-wishes', wishes, changed, offers: [] }],
    changed ? [{ kind: 'set-digest-wishes', wishes }] : [],
  );
}
