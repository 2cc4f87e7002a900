/** Small contents of each kind, made by hand from the formats' own descriptions. */
export const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');

/** A JPEG that differs from others by its comment, of so many bytes at least. */
export function jpegOf(comment: string, bytes = 0): Buffer {
  return Buffer.concat([JPEG.subarray(0, 20), Buffer.from(comment.padEnd(bytes, '.')), JPEG.subarray(20)]);
}

/** A ZIP of empty, unpacked entries. */
export function zipOf(names: readonly string[], comment = ''): Buffer {
  const local = names.map((name) => {
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const directory = names.map((name) => {
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02', 'latin1');
    head.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(Buffer.concat(local).length, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...local, ...directory, end, Buffer.from(comment)]);
}

export const DOCX = zipOf(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
export const XLSX = zipOf(['[Content_Types].xml', 'xl/workbook.xml']);

/** An old Office file with these streams. */
export function oleOf(...streams: readonly string[]): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...streams.map((stream) => Buffer.from(`${stream}\0`, 'utf16le')),
  ]);
}

/** A file of the ISO media family with its brands. */
export function isoOf(...brands: readonly string[]): Buffer {
  const [main = '', ...compatible] = brands;
  const box = Buffer.concat([
    Buffer.alloc(4),
    Buffer.from(`ftyp${main}\0\0\0\0${compatible.join('')}`, 'latin1'),
  ]);
  box.writeUInt32BE(box.length);
  return Buffer.concat([box, Buffer.alloc(16)]);
}
