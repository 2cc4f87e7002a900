/** The kinds of content that are kept with a report, by what the content itself shows (files/sniff). No programs, archives or films. */
export const ACCEPTED_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/gif',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/msword',
  'application/vnd.ms-excel',
] as const;

export type AcceptedType = (typeof ACCEPTED_TYPES)[number];

/** Pictures are counted as "ảnh", everything else as "tệp". */
export function isPhoto(mediaType: string): boolean {
  return mediaType.startsWith('image/');
}

/** What the platform declares can only rule a file out before it is fetched, never admit it: films and sound are none of ours. */
export function isNeverAccepted(declaredType: string): boolean {
  return /^(?:video|audio)\//.test(declaredType);
}
