import { Temporal } from 'temporal-polyfill';
import { fileNameOf, type DigestFile } from '../core/digest/digest-file.ts';
import type { DigestPage } from '../core/digest/page.ts';
import { fileToken } from '../db/file-token.ts';
import { pageToken } from '../db/page-token.ts';
import type { FileSource } from '../delivery/files.ts';
import { createFileMaker, type FileMakerParts } from '../digest-files/make.ts';

/** Long enough for a leader who is away; a link that was passed on is over soon. */
const LINK_DAYS = 7;

/** What the service does with digests as files. */
export type DigestFiles = FileSource & {
  /** Of `addressOf`, what stands behind the service's own address. */
  pathOf(file: DigestFile): string;
  pathOfPage(page: DigestPage): string;
};

/** When a link that is made now is over, in real time. */
function linkEnd(): Temporal.Instant {
  return Temporal.Now.instant().add({ hours: 24 * LINK_DAYS });
}

/** Makes digest files for messages and for the links in them. `secret`: what links are signed with. */
export function createDigestFiles(parts: FileMakerParts & { readonly secret: string }): DigestFiles {
  const { secret, publicUrl } = parts;
  const pathOf = (file: DigestFile): string =>
    `/tep/${fileToken(secret, { file, until: linkEnd() })}/${fileNameOf(file)}`;
  const pathOfPage = (page: DigestPage): string =>
    `/tong-hop/${pageToken(secret, { page, until: linkEnd() })}`;
  return {
    make: createFileMaker(parts),
    pathOf,
    pathOfPage,
    addressOf(file) {
      const root = publicUrl();
      return root === undefined ? undefined : { url: `${root}${pathOf(file)}`, days: LINK_DAYS };
    },
    addressOfPage(page) {
      const root = publicUrl();
      return root === undefined ? undefined : `${root}${pathOfPage(page)}`;
    },
  };
}
