import { isStock, type Field } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';
import { writtenNames } from './field-names.ts';
import { tokenize } from './tokens.ts';

/** Of each field that counts what came in a period, the one that asks how many there are of the same thing. */
export function stocksBeside(fields: readonly Field[]): ReadonlyMap<FieldCode, FieldCode> {
  const stocks = fields.filter(isStock);
  const flows = fields.filter((field) => field.aggregate === 'sum' && field.type === 'integer');
  return new Map(
    flows.flatMap((flow) => {
      const names = wordsOf(flow);
      const stock = stocks.find((other) =>
        wordsOf(other).some((words) =>
          names.some((name) => words !== name && (words.startsWith(name) || words.endsWith(name))),
        ),
      );
      return stock === undefined ? [] : [[flow.code, stock.code] as const];
    }),
  );
}

/** Names as words between spaces, so that one is found in another by whole words. */
function wordsOf(field: Field): string[] {
  return writtenNames(field).map(
    (name) =>
      ` ${tokenize(name)
        .filter((token) => token.kind === 'word')
        .map((token) => `${token.shape}${token.tone}`)
        .join(' ')} `,
  );
}
