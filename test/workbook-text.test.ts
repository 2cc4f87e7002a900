import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { writeExcel } from '../src/documents/excel/write.ts';

/** What people may write in a report, and what would break a workbook or come out as something else. */
const TEXTS = [
  'constructor',
  '__proto__',
  'toString',
  '_x0041_',
  'a _x000D_ b',
  '=1+1',
  'kinh phí < 5 triệu & "chậm"',
];

describe('a text in a workbook', () => {
  it('comes out as it was written', async () => {
    const workbook = await writeExcel([
      { name: 'Ý kiến', columns: [{ head: 'Ý kiến', width: 40 }], rows: TEXTS.map((text) => [text]) },
    ]);
    const rows = await readSheet(Buffer.from(workbook));
    expect(rows.slice(1).flat()).toEqual(TEXTS);
  });
});
