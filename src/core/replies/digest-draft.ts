import type { DigestView } from '../conversation/context.ts';
import type { DigestDraft } from '../digest/draft.ts';

/** About digests before they go out; to coordinators. */
export type DigestDraftReply =
  /** `others`: names of the other bodies that get theirs at the same moment. */
  | {
      readonly kind: 'digest-preview';
      readonly draft: DigestDraft;
      readonly digest: DigestView;
      readonly others: readonly string[];
    }
  | {
      readonly kind: 'digest-draft-changed';
      readonly draft: DigestDraft;
      readonly change: 'now' | 'later' | 'remark' | 'no-remark';
    }
  | { readonly kind: 'digest-remark-question'; readonly draft: DigestDraft }
  | { readonly kind: 'digest-remark-too-long'; readonly length: number }
  | { readonly kind: 'no-digest-draft' };
