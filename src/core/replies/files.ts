import type { FileCount } from '../attachments/attached.ts';
import type { About } from '../replies.ts';

/** Why a file was not kept. `not-received`: the platform did not give it in many tries. */
export type FileProblem = 'too-large' | 'not-accepted' | 'too-many' | 'locked' | 'not-received';

export type RefusedFile = { readonly photo: boolean; readonly name: string; readonly problem: FileProblem };

/** Files by their name, photos by their place among the photos. */
export type FileName = { readonly name: string } | { readonly photo: number };

/** What is said about photos and files. */
export type FilesReply =
  | {
      readonly kind: 'files-taken';
      readonly about: About;
      readonly taken: FileCount;
      /** Of the report, these included. */
      readonly total: FileCount;
      /** More of the same album may follow: the numbers are not final. */
      readonly album: boolean;
      /** The receipt code of the report that was already sent; undefined while it is a draft. */
      readonly code: string | undefined;
      /** What is to come: the figures, or [Gửi] for the preview that is open; nothing where another question is, or all was sent. */
      readonly next: 'figures' | 'send' | 'nothing';
      /** The caption, where it holds nothing that a report could take. */
      readonly words: string | undefined;
    }
  /** `about`: the report that they were sent with; undefined in the answer to the very message. */
  | {
      readonly kind: 'files-refused';
      readonly about: About | undefined;
      readonly files: readonly RefusedFile[];
    }
  | { readonly kind: 'which-file'; readonly about: About }
  | {
      readonly kind: 'files-dropped';
      readonly about: About;
      readonly dropped: FileCount;
      readonly left: FileCount;
    }
  /** Nothing to drop: no file, or only such as went with the report that was sent. */
  | { readonly kind: 'no-files'; readonly sent: About | undefined }
  /** There is no report that they could belong to. */
  | { readonly kind: 'files-not-kept' };
