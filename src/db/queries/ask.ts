import { sql, type SQL } from 'drizzle-orm';
import type { Executor } from '../connect.ts';

/** A select and what its rows mean. They arrive as JSON: moments and days as text, numbers as numbers. */
export type Question<Answer> = {
  readonly select: SQL;
  readonly read: (rows: readonly unknown[]) => Answer;
};

/** `Row` is what the columns of the select are as JSON. */
// As with `execute`, only the select's text says what its rows are.
/* oxlint-disable typescript/no-unnecessary-type-parameters, typescript/no-unsafe-type-assertion */
export function question<Row, Answer>(select: SQL, read: (rows: readonly Row[]) => Answer): Question<Answer> {
  return { select, read: (rows) => read(rows as readonly Row[]) };
}
/* oxlint-enable typescript/no-unnecessary-type-parameters, typescript/no-unsafe-type-assertion */

/** Gives what was asked for by its question. */
export type Answers = <Answer>(question: Question<Answer>) => Answer;

/**
 * Asks several questions in one statement: each further one would cost both sides its own message. They see the same state of the
 * database.
 */
export async function ask(db: Executor, questions: readonly Question<unknown>[]): Promise<Answers> {
  const columns = questions.map(
    ({ select }, index) => sql`(select json_agg(asked) from (${select}) asked) as ${sql.raw(`"${index}"`)}`,
  );
  const [row] =
    columns.length === 0
      ? []
      : await db.execute<Record<string, readonly unknown[] | null>>(
          sql`select ${sql.join(columns, sql`, `)}`,
        );
  return (asked) => asked.read(row?.[questions.indexOf(asked)] ?? []);
}
