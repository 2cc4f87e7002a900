import { Temporal } from 'temporal-polyfill';
import { fileNameOf } from '../core/digest/digest-file.ts';
import { fileToken } from '../db/file-token.ts';
import type { FileSource } from '../delivery/files.ts';
import { createFileMaker, type FileMakerParts } from '../digest-files/make.ts';

/** Long enough for a leader who is away; a link that was passed on is over soon. */
const LINK_DAYS = 7;

/** Makes digest files for messages and for the links in them. `secret`: what links are signed with. */
export function createFileSource(parts: FileMakerParts & { readonly secret: string }): FileSource {
  const { secret, publicUrl } = parts;
  return {
    make: createFileMaker(parts),
    addressOf(file) {
      const root = publicUrl();
      if (root === undefined) return undefined;
      const until = Temporal.Now.instant().add({ hours: 24 * LINK_DAYS });
      return {
        url: `${root}/tep/${fileToken(secret, { file, until })}/${fileNameOf(file)}`,
        days: LINK_DAYS,
      };
    },
  };
}
