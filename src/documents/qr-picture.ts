import { toBuffer } from 'qrcode';

/** Dots a side of one square: sharp in print, small in bytes. */
const SCALE = 8;

/** The text as a QR code in PNG, with the quiet zone that scanners need. Medium correction stands a fold in the paper. */
export async function qrPicture(text: string): Promise<Buffer> {
  return toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: SCALE });
}

/** What a person scans to join: the link that opens the bot, else the code to type. */
export function invitePicture({
  code,
  telegram,
}: {
  readonly code: string;
  readonly telegram: string | null;
}): Promise<Buffer> {
  return qrPicture(telegram ?? code);
}
