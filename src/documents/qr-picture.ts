import { toBuffer } from 'qrcode';
import { scannedLink, type JoinPlaces } from '../core/invites/places.ts';

/** Dots a side of one square: sharp in print, small in bytes. */
const SCALE = 8;

/** The text as a QR code in PNG, with the quiet zone that scanners need. Medium correction stands a fold in the paper. */
export async function qrPicture(text: string): Promise<Buffer> {
  return toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: SCALE });
}

/** What a person scans to join. */
export function invitePicture({
  code,
  places,
}: {
  readonly code: string;
  readonly places: JoinPlaces;
}): Promise<Buffer> {
  return qrPicture(scannedLink(places, code));
}
