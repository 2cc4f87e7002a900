import { sql, type SQL } from 'drizzle-orm';
import type { UnitCode } from '../../core/ids.ts';
import type { FormerName } from '../../core/organization/organization.ts';
import type { ImportPlan, SectionPlan } from '../../core/organization/plan.ts';
import type { Lineage } from '../../core/organization/succession.ts';
import type { Executor, Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

/**
 * When units exist and what they came from: of all that came from others, went into others or gave a part of themselves to others.
 * Of any other unit there is nothing to tell.
 */
export async function loadLineages(db: Executor): Promise<readonly Lineage[]> {
  const lineages = await db.execute<LineageRow>(sql`
    select u.code, u.active_from as "from", u.active_until as until,
      coalesce(jsonb_agg(earlier.code order by link.position) filter (where earlier.id is not null), '[]') as predecessors
    from (select unit_id as id from unit_predecessor union select predecessor_id from unit_predecessor) kin
      join unit u on u.id = kin.id
      left join unit_predecessor link on link.unit_id = u.id
      left join unit earlier on earlier.id = link.predecessor_id
    group by u.id order by u.id`);
  return lineages.map(readLineage);
}

type LineageRow = {
  readonly code: UnitCode;
  readonly from: string | null;
  readonly until: string | null;
  readonly predecessors: readonly UnitCode[];
};

function readLineage({ code, from, until, predecessors }: LineageRow): Lineage {
  return {
    code,
    predecessors,
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
  };
}

/** The name that the row under this alias, of `unit` or `body`, bore on the day that the expression gives. */
export function nameOn(alias: string, of: 'unit' | 'body', day: SQL): SQL<string> {
  const row = sql.identifier(alias);
  return sql<string>`coalesce((
    select former.name from former_name former
    where former.${sql.identifier(`${of}_id`)} = ${row}.id and former.until > ${day}
    order by former.until limit 1), ${row}.name)`;
}

type Dated = { readonly code: string; readonly was?: readonly FormerName[] };

/** Names of earlier times and what units came from, of the rows that the plan adds or changes. */
export async function saveLineage(tx: Transaction, plan: ImportPlan): Promise<void> {
  await saveNames(tx, 'unit', plan.units);
  await saveNames(tx, 'body', plan.bodies);
  const units = statedOf(plan.units, 'predecessors');
  if (units.length === 0) return;
  await tx.execute(sql`
    delete from unit_predecessor link using unit u
    where link.unit_id = u.id and u.code in (${codesOf(units)})`);
  const links = units.flatMap(({ code, predecessors = [] }) =>
    predecessors.map((earlier) => ({ unit: code, earlier })),
  );
  if (links.length === 0) return;
  await tx.execute(sql`
    insert into unit_predecessor (unit_id, predecessor_id, position)
    select u.id, earlier.id, stated.position
    from ${tableOf(links, 'stated', 'unit text, earlier text')}
      join unit u on u.code = stated.unit join unit earlier on earlier.code = stated.earlier`);
}

async function saveNames(tx: Transaction, of: 'unit' | 'body', plan: SectionPlan<Dated>): Promise<void> {
  const rows = statedOf(plan, 'was');
  if (rows.length === 0) return;
  const [table, owner] = [sql.identifier(of), sql.identifier(`${of}_id`)];
  await tx.execute(sql`
    delete from former_name former using ${table} row where former.${owner} = row.id and row.code in (${codesOf(rows)})`);
  const names = rows.flatMap(({ code, was = [] }) => was.map((name) => ({ code, ...name })));
  if (names.length === 0) return;
  await tx.execute(sql`
    insert into former_name (${owner}, name, until)
    select row.id, stated.name, stated.until
    from ${tableOf(names, 'stated', 'code text, name text, until date')} join ${table} row on row.code = stated.code`);
}

/** Added rows that state the key, and those in which it changes. */
function statedOf<T extends object>(plan: SectionPlan<T>, key: keyof T & string): readonly T[] {
  return [
    ...plan.added.filter((row) => row[key] !== undefined),
    ...plan.changed.filter(({ fields }) => fields.includes(key)).map(({ after }) => after),
  ];
}

function codesOf(rows: readonly { readonly code: string }[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(rows.map(({ code }) => code))}::text::jsonb)`;
}
