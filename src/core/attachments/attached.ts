import type { AttachmentId } from '../ids.ts';

/** A file that came with a report and was neither dropped nor refused. */
export type AttachedFile = {
  readonly id: AttachmentId;
  readonly photo: boolean;
  readonly name: string;
  /** Its content is stored; until then it is being fetched. */
  readonly kept: boolean;
  /** It went with a report that was sent, and stays with it. */
  readonly sent: boolean;
};

export type FileCount = {
  readonly photos: number;
  readonly others: number;
  /** How many of these are still being fetched. */
  readonly pending: number;
};

export const NO_FILES: FileCount = { photos: 0, others: 0, pending: 0 };

export function countFiles(files: readonly Pick<AttachedFile, 'photo' | 'kept'>[]): FileCount {
  const photos = files.filter(({ photo }) => photo).length;
  return { photos, others: files.length - photos, pending: files.filter(({ kept }) => !kept).length };
}

export function addCounts(one: FileCount, other: FileCount): FileCount {
  return {
    photos: one.photos + other.photos,
    others: one.others + other.others,
    pending: one.pending + other.pending,
  };
}

export function hasFiles({ photos, others }: FileCount): boolean {
  return photos + others > 0;
}
