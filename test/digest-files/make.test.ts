import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFile } from '../../src/core/digest/digest-file.ts';
import { personId } from '../../src/core/ids.ts';
import { createFileMaker, type FileMaker } from '../../src/digest-files/make.ts';
import type { WrittenDocument } from '../../src/documents/write.ts';
import { openOffice, PARTY_LEADER, ZONE, type Office } from '../support/office.ts';
import { unzip } from '../support/zip.ts';

const now = async () => Temporal.Instant.from('2017-08-28T09:00:00+07:00');

let office: Office;
let make: FileMaker;
let file: DigestFile;

beforeAll(async () => {
  office = await openOffice();
  make = createFileMaker({ db: office.db, zone: ZONE, now, publicUrl: () => 'https://bot.example.vn' });
  const [leader] = await office.rows(`select id from person where code = '${PARTY_LEADER}'`);
  const person = personId(Number(leader?.['id']));
  file = { format: 'docx', form: 'tuan', body: 'ban-dan-van', period: '2017-W33', person };
});

afterAll(() => office.close());

const textsOf = (document: WrittenDocument | undefined) =>
  (
    unzip(Buffer.from(document?.bytes ?? []))
      .get('word/document.xml')
      ?.toString() ?? ''
  ).replaceAll(/<[^>]+>/g, '');

describe('a file that is made', () => {
  it('by several processes at the same time is the same paper, with the same code', async () => {
    const papers = await Promise.all([make(file), make(file), make(file)]);
    const codes = papers.map((paper) => /VB-[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(textsOf(paper))?.[0]);
    expect(codes[0]).toBeDefined();
    expect(new Set(codes).size).toBe(1);
  });

  it('about periods that are added up holds their sum', async () => {
    expect(textsOf(await make({ ...file, period: '2017-08' }))).toContain('tháng 8/2017');
  });

  it('about nothing is none', async () => {
    expect(await make({ ...file, period: '1999-W10' })).toBeUndefined();
    expect(await make({ ...file, form: 'other' })).toBeUndefined();
    expect(await make({ ...file, person: personId(999_999) })).toBeUndefined();
  });
});
