import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/cli/parse.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runCommand } from '../support/cli.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.close();
});

const run = (words: readonly string[], input: readonly string[] = []) =>
  runCommand(parseCommand, words, { db: database.db, input });

describe('the command parse', () => {
  it('answers one text with one JSON line, on a database without forms by the sample form', async () => {
    const { out, refused } = await run(['hg 5/6, kn 1; kk: thiếu kinh phí']);
    expect(refused).toBeUndefined();
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
        nil: false,
        unclear: [],
        warnings: [],
      },
    ]);
  });

  it('answers each line of standard input, and refuses only those that are no messages', async () => {
    const { out, err, refused } = await run(
      [],
      ['{"text":"kps"}', 'kn 1', '', '{"text":1}', '{"text":"kn 1"}'],
    );
    expect(out.map((line) => JSON.parse(line))).toMatchObject([{ nil: true }, { values: { complaints: 1 } }]);
    expect(err).toHaveLength(2);
    expect(err[0]).toMatch(/^dòng 2:/);
    expect(err[1]).toMatch(/^dòng 4:/);
    expect(refused).toBeDefined();
  });

  it('shows with --explain where each value stands', async () => {
    const { out } = await run(['--explain', 'dạ hg 5/6 ạ']);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      spans: { mediation: { start: 3, end: 9, text: 'hg 5/6' } },
    });
  });

  it('refuses an unknown form and names the known ones', async () => {
    const { out, refused } = await run(['--form', 'quy', 'kn 1']);
    expect(out).toEqual([]);
    expect(refused).toContain('tuan');
  });
});
