import { Temporal } from 'temporal-polyfill';
import { fileNameOf, type DigestFile } from '../core/digest/digest-file.ts';
import { fileToken } from '../db/file-token.ts';
import type { FileSource } from '../delivery/files.ts';
import { createFileMaker, type FileMakerParts } from '../digest-files/make.ts';

/** Long enough for a leader who is away; a link that was passed on is over soon. */
const LINK_DAYS = 7;

/** What the service does with digests as files. */
export type DigestFiles = FileSource & {
  /** Of `addressOf`, what stands behind the service's own address. */
  pathOf(file: DigestFile): string;
};

/** Makes digest files for messages and for the links in them. `secret`: what links are signed with. */
export function createDigestFiles(parts: FileMakerParts & { readonly secret: string }): DigestFiles {
  const { secret, publicUrl } = parts;
  const pathOf = (file: DigestFile): string => {
    const until = Temporal.Now.instant().add({ hours: 24 * LINK_DAYS });
    return `/tep/${fileToken(secret, { file, until })}/${fileNameOf(file)}`;
  };
  return {
    make: createFileMaker(parts),
    pathOf,
    addressOf(file) {
      const root = publicUrl();
      return root === undefined ? undefined : { url: `${root}${pathOf(file)}`, days: LINK_DAYS };
    },
  };
}
