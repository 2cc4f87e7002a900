import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeScope } from '../../src/core/access/scope.ts';
import type { Field, FormDefinition } from '../../src/core/forms/definition.ts';
import type { FormId } from '../../src/core/ids.ts';
import { loadLineages } from '../../src/db/queries/lineage.ts';
import { loadUnitHistories } from '../../src/db/queries/unit-histories.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

const CHANGE = '2017-07-03';
const [FIRST] = tuan.fields;
if (FIRST === undefined) throw new Error('the sample form has no field');
const FLOW: Field = { ...FIRST, code: 'flow', type: 'integer', aggregate: 'sum', for: [] };
const FORM: FormDefinition = { ...tuan, code: 'tuan', receivers: ['ban-dan-van'], fields: [FLOW] };

const sent = (unit: string, flow: number) => ({ unit, revisions: [{ values: { flow } }] });
const nil = (unit: string) => ({ unit, revisions: [{ nil: true }] });
const silent = (unit: string) => ({ unit, revisions: [] });
const ended = (code: string) => ({ code, name: code, until: CHANGE });
const begun = (code: string, predecessors: readonly string[]) => ({
  code,
  name: code,
  from: CHANGE,
  predecessors,
});

let database: TestDatabase;
let form: FormId;

beforeAll(async () => {
  database = await createTestDatabase();
  const history = await writeHistory(database.db, {
    form: FORM,
    bodies: [{ code: 'ban-dan-van', name: 'Ban Dân vận' }],
    units: [
      ended('one'),
      ended('two'),
      ended('whole'),
      begun('both', ['one', 'two']),
      begun('east', ['whole']),
      begun('west', ['whole']),
    ],
    periods: [
      { code: '2017-W23', obligations: [nil('one'), nil('two'), sent('whole', 9)] },
      { code: '2017-W24', obligations: [sent('one', 1), sent('two', 2), sent('whole', 9)] },
      { code: '2017-W25', obligations: [sent('one', 3), silent('two'), sent('whole', 9)] },
      { code: '2017-W26', obligations: [sent('one', 5), nil('two'), sent('whole', 9)] },
      { code: '2017-W27', obligations: [sent('both', 8), sent('east', 4), sent('west', 5)] },
    ],
  });
  form = history.form;
});
afterAll(() => database.close());

async function historyOf(unit: string) {
  const start = Temporal.PlainDate.from('2017-07-10');
  const units = ['both', 'east', 'west'];
  const found = await loadUnitHistories(database.db, officeScope(), {
    form,
    start,
    units,
    fields: [FLOW],
    asOf: undefined,
    lineages: await loadLineages(database.db),
  });
  return found.get(unit);
}

describe('what is usual for a successor', () => {
  it('is, week by week, the sum of all that were merged into it, where all of them reported', async () => {
    // Latest first: its own week, 5 and a nil, no word of one of them, 1 and 2, two nils.
    expect(await historyOf('both')).toEqual({
      figures: { flow: [8, 5, 3, 0] },
      nils: [false, false, false, true],
    });
  });

  it('is its own alone, for a part of a unit that was split', async () => {
    expect(await historyOf('east')).toEqual({ figures: { flow: [4] }, nils: [false] });
  });
});
