import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { LU } from './forms/lu.ts';
import { MUA } from './forms/mua.ts';
import { TIEM } from './forms/tiem.ts';
import { tuan } from '../support/forms.ts';

const FORMS: Readonly<Record<string, FormDefinition>> = { tuan, lu: LU, tiem: TIEM, mua: MUA };

const valueSchema = z.union([
  z.number(),
  z.string(),
  z.array(z.string()),
  z.object({ part: z.number(), whole: z.number() }),
]);

/**
 * One message with what a sensible person makes of it. `ask`: the questions that must be put, each `kind:field` (fields parted by `|`),
 * `*` for any; a message without `ask` must be understood without a question.
 */
const lineSchema = z.strictObject({
  text: z.string(),
  open: z.string().optional(),
  values: z.record(z.string(), valueSchema),
  ask: z.array(z.string()).optional(),
  nil: z.boolean().optional(),
  rest: z.boolean().optional(),
  intent: z.string().optional(),
  period: z.string().optional(),
  until: z.string().optional(),
  /** Must not be kept, or not unasked. */
  guard: z.enum(['secrecy', 'privacy']).optional(),
  notes: z.record(z.string(), z.string()).optional(),
  /** Fields that must be shown as "hiểu là …". */
  slips: z.array(z.string()).optional(),
  /** Texts said to be none. */
  none: z.array(z.string()).optional(),
});

export type CorpusLine = z.infer<typeof lineSchema> & {
  readonly form: FormDefinition;
  readonly where: string;
};

/** All messages of test/corpus/*.jsonl; the file's name is the form's code. */
export function loadCorpus(): CorpusLine[] {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files.flatMap((name) => {
    const form = FORMS[name.split('.')[0] ?? ''];
    if (form === undefined) throw new Error(`${name}: no form of that code in test/corpus/forms`);
    const lines = readFileSync(new URL(name, folder), 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      line.trim() === ''
        ? []
        : [{ ...lineSchema.parse(JSON.parse(line)), form, where: `${name}:${index + 1}` }],
    );
  });
}
