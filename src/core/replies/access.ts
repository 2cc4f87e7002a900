import type { UnitView } from '../conversation/context.ts';

/** What somebody asked to see who sees something of the kind, but not this. */
export type OutsideScope = { readonly kind: 'unit'; readonly unit: UnitView } | { readonly kind: 'digests' };

export type AccessReply = { readonly kind: 'outside-scope'; readonly what: OutsideScope };
