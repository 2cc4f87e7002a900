import { crc32, inflateRawSync } from 'node:zlib';

/** The files of a ZIP archive by name, or why they cannot be had. */
export type ArchiveRead =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Buffer> }
  | { readonly ok: false; readonly reason: 'damaged' | 'too-large' };

const DIRECTORY_ENTRY = 0x02_01_4b_50;
const DIRECTORY_END = 0x06_05_4b_50;
/** The end record lies within a comment of at most 64 KiB before the end. */
const END_BYTES = 22;
const LONGEST_COMMENT = 0xff_ff;
const STORED = 0;
const DEFLATED = 8;
const IN_ZIP64_16 = 0xff_ff;
const IN_ZIP64_32 = 0xff_ff_ff_ff;

/**
 * Unpacks the files of an archive whose names fit `wanted`, never more than `mostBytes` in all whatever the archive says of itself.
 * Every file is checked against its stated size and checksum, so that who unpacks it again is not led astray.
 */
export function unpackArchive(bytes: Uint8Array, mostBytes: number, wanted = /[^/]$/): ArchiveRead {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Buffer>();
  let left = mostBytes;
  try {
    for (const entry of listEntries(archive)) {
      if (!wanted.test(entry.name)) continue;
      if (entry.size > left) return { ok: false, reason: 'too-large' };
      const packed = archive.subarray(entry.start, entry.start + entry.packedSize);
      const file =
        entry.method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: entry.size + 1 }) : packed;
      if (file.length !== entry.size || crc32(file) !== entry.checksum || files.has(entry.name)) {
        return { ok: false, reason: 'damaged' };
      }
      left -= file.length;
      files.set(entry.name, file);
    }
  } catch {
    return { ok: false, reason: 'damaged' };
  }
  return { ok: true, files };
}

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
};

/** What the central directory lists. Throws RangeError where the archive ends early or is none. */
function* listEntries(archive: Buffer): Iterable<Entry> {
  const end = findEnd(archive);
  let at = archive.readUInt32LE(end + 16);
  let count = archive.readUInt16LE(end + 10);
  // Other readers go by the other count; in large archives (ZIP64) both only point elsewhere.
  if (count !== archive.readUInt16LE(end + 8) || count === IN_ZIP64_16)
    throw new RangeError('two directories');
  for (; count > 0; count -= 1) {
    const method = archive.readUInt16LE(at + 10);
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY || (method !== STORED && method !== DEFLATED)) {
      throw new RangeError('no entry');
    }
    const packedSize = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    if (packedSize === IN_ZIP64_32 || local === IN_ZIP64_32) throw new RangeError('stated elsewhere');
    yield {
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      method,
      checksum: archive.readUInt32LE(at + 16),
      packedSize,
      size: archive.readUInt32LE(at + 24),
      start: local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28),
    };
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

function findEnd(archive: Buffer): number {
  const last = archive.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (archive.readUInt32LE(at) === DIRECTORY_END) return at;
  }
  throw new RangeError('no end of the directory');
}
