import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED_TYPES } from '../../src/core/attachments/kinds.ts';
import { sniffType } from '../../src/files/sniff.ts';
import { DOCX, isoOf, JPEG, oleOf, PDF, PNG, XLSX, zipOf } from '../support/sample-files.ts';

describe('content of a kind that is accepted', () => {
  it.each([
    ['JPEG', JPEG, 'image/jpeg'],
    ['PNG', PNG, 'image/png'],
    ['GIF', Buffer.from('GIF89a…'), 'image/gif'],
    ['WebP', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    ['HEIC of an iPhone', isoOf('heic', 'mif1', 'heic'), 'image/heic'],
    ['HEIC whose main brand is the common one', isoOf('mif1', 'mif1', 'heic'), 'image/heic'],
    ['PDF', PDF, 'application/pdf'],
    ['Word', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Excel', XLSX, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [
      'Word with a comment at its end',
      zipOf(['[Content_Types].xml', 'word/document.xml'], 'của xã'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['old Word', oleOf('Root Entry', 'WordDocument'), 'application/msword'],
    ['old Excel', oleOf('Workbook'), 'application/vnd.ms-excel'],
    ['Excel of the nineties', oleOf('Book'), 'application/vnd.ms-excel'],
  ])('%s', (_, content, type) => {
    expect(sniffType(content)).toBe(type);
  });
});

describe('everything else is refused, whatever it is called', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.from('MZ\x90\0', 'latin1')],
    ['a web page', Buffer.from('<html><script>alert(1)</script>')],
    ['a drawing with script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an archive', zipOf(['báo cáo.docx', 'ảnh.jpg'])],
    ['an app for Android', zipOf(['[Content_Types].xml', 'AndroidManifest.xml'])],
    ['Word with macros', zipOf(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
    ['old Excel with macros', oleOf('Workbook', '_VBA_PROJECT')],
    ['an encrypted document', oleOf('EncryptedPackage')],
    ['a film', isoOf('isom', 'mp41')],
    ['an AVIF picture', isoOf('avif', 'mif1')],
    ['a ZIP cut short', DOCX.subarray(0, 60)],
    [
      'a ZIP whose directory points beyond it',
      Buffer.concat([DOCX.subarray(0, -6), Buffer.from('ffffffff0000', 'hex')]),
    ],
    ['PDF that begins later', Buffer.concat([Buffer.from('junk'), PDF])],
  ])('%s', (_, content) => {
    expect(sniffType(content)).toBeUndefined();
  });
});

describe('any bytes', () => {
  it('are judged without a fault', () => {
    const starts = [JPEG, DOCX, oleOf('x'), isoOf('heic'), Buffer.from('RIFF')];
    const known: ReadonlySet<string | undefined> = new Set([...ACCEPTED_TYPES, undefined]);
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array(), fc.nat(40), (start, tail, cut) =>
        known.has(sniffType(Buffer.concat([start.subarray(0, cut), tail, DOCX.subarray(-22)]))),
      ),
    );
    expect(known.size).toBe(ACCEPTED_TYPES.length + 1);
  });

  it('of the largest size are judged in no time, also a directory that never ends', () => {
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    const bomb = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      ...Array.from({ length: 200_000 }, () => entry),
      DOCX.subarray(-22, -6),
      Buffer.from('04000000', 'hex'),
      Buffer.alloc(2),
    ]);
    const startedMs = performance.now();
    expect(sniffType(bomb)).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
