import type { UnitView } from '../../src/core/conversation/context.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { AccessReply } from '../../src/core/replies/access.ts';

/** The samples of replies about what somebody may not see. */
export function accessReplies(unit: UnitView): { readonly [Kind in AccessReply['kind']]: readonly Reply[] } {
  return {
    'outside-scope': [
      { kind: 'outside-scope', what: { kind: 'unit', unit }, offers: [] },
      { kind: 'outside-scope', what: { kind: 'digests' }, offers: [] },
    ],
  };
}
