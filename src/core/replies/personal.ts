import type { PersonView, PostView } from '../conversation/context.ts';
import type { Channel } from '../messages.ts';
import type { PersonalData } from '../personal/personal-data.ts';
import type { OwnField } from '../personal/words.ts';

/** About what is kept of the person who asks, and how they are reached. */
export type PersonalReply =
  | {
      /** The whole of it, or a summary. */
      readonly kind: 'own-data' | 'own-data-export';
      readonly person: PersonView;
      readonly posts: readonly PostView[];
      readonly data: PersonalData;
    }
  | {
      readonly kind: 'own-channels';
      readonly channels: PersonalData['channels'];
      readonly preferred: Channel | null;
    }
  | { readonly kind: 'channel-preferred'; readonly channel: Channel }
  | { readonly kind: 'channel-not-linked'; readonly channels: PersonalData['channels'] }
  | {
      readonly kind: 'own-data-corrected';
      readonly field: OwnField;
      readonly value: string;
      readonly told: boolean;
    }
  | { readonly kind: 'own-data-unread'; readonly field: OwnField }
  | { readonly kind: 'withdraw-question'; readonly channels: PersonalData['channels'] }
  | { readonly kind: 'consent-withdrawn' }
  /** `again`: asked for the second time, after a yes. */
  | { readonly kind: 'erase-question'; readonly again: boolean }
  | { readonly kind: 'own-data-erased' }
  /** To coordinators. */
  | {
      readonly kind: 'name-corrected-told';
      readonly before: string;
      readonly after: string;
      readonly places: readonly string[];
    }
  /** `erased`: the name is no longer known. */
  | {
      readonly kind: 'person-gone-told';
      readonly name: string | null;
      readonly posts: readonly { readonly title: string; readonly place: string }[];
    };
