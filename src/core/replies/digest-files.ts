import type { DigestNames } from '../conversation/context.ts';
import type { DigestFile } from '../digest/digest-file.ts';
import type { ReceiverTemplate } from '../templates/template.ts';

/** What a file is about, in words. */
export type DigestFileNames = Pick<DigestNames, 'body' | 'form' | 'period'> & {
  /** Of a receiver's own workbook. */
  readonly template?: Pick<ReceiverTemplate, 'name' | 'receiver'>;
};

/** Digests as files. */
export type DigestFileReply =
  /** Carries the file, which is made when it is sent. */
  | { readonly kind: 'digest-file'; readonly file: DigestFile; readonly names: DigestFileNames }
  | {
      readonly kind: 'no-digest-file';
      /** `period-unclear`: the words behind the command name no period. `no-such-digest`: there is none of it to be had. */
      readonly why: 'period-unclear' | 'no-such-digest';
    };
