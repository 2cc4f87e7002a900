import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Temporal } from 'temporal-polyfill';
import type { OrganizationFile } from '../../core/organization/organization-file.ts';
import type { UnitCode } from '../../core/ids.ts';
import type { Body, FormerName, Person, Post, Unit } from '../../core/organization/organization.ts';
import type { ImportPlan, SectionPlan } from '../../core/organization/plan.ts';
import type { Executor, Transaction } from '../connect.ts';
import { body, holder, person, post, unit } from '../schema/organization.ts';
import { loadCurrentForms, saveForms } from './forms.ts';
import { HELD_SINCE_BEFORE_RECORDS, saveHolders } from './holders.ts';
import { saveLineage } from './lineage.ts';
import { tableOf } from './rows.ts';

/** The organisation as it stands, in the order in which its rows became known. */
export async function loadOrganization(db: Executor): Promise<OrganizationFile> {
  return {
    units: await loadUnits(db),
    bodies: await loadBodies(db),
    people: await loadPeople(db),
    posts: await loadPosts(db),
    forms: await loadCurrentForms(db),
  };
}

/** Whether the sample district was loaded here. */
export async function hasSamplePeople(db: Executor): Promise<boolean> {
  const rows = await db.select({ id: person.id }).from(person).where(eq(person.sample, true)).limit(1);
  return rows.length > 0;
}

async function loadUnits(db: Executor): Promise<Unit[]> {
  const parent = alias(unit, 'parent');
  const rows = await db
    .select({
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      parent: parent.code,
      from: unit.activeFrom,
      until: unit.activeUntil,
      was: formerNames(sql`former.unit_id = ${unit.id}`),
      predecessors: sql<UnitCode[]>`(
        select coalesce(jsonb_agg(earlier.code order by link.position), '[]')
        from unit_predecessor link join unit earlier on earlier.id = link.predecessor_id where link.unit_id = ${unit.id})`,
    })
    .from(unit)
    .leftJoin(parent, eq(parent.id, unit.parentId))
    .orderBy(asc(unit.id));
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    ...(row.parent === null ? {} : { parent: row.parent }),
    ...datesOf(row),
    ...(row.predecessors.length === 0 ? {} : { predecessors: row.predecessors }),
  }));
}

/** A row's earlier names as JSON, the earliest first. */
function formerNames(which: SQL): SQL<FormerName[]> {
  return sql<FormerName[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('name', former.name, 'until', former.until) order by former.until), '[]')
    from former_name former where ${which})`;
}

function datesOf({ from, until, was }: DatedRow): Pick<Unit, 'from' | 'until' | 'was'> {
  return {
    ...(from === null ? {} : { from: from.toString() }),
    ...(until === null ? {} : { until: until.toString() }),
    ...(was.length === 0 ? {} : { was }),
  };
}

type DatedRow = {
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
  readonly was: readonly FormerName[];
};

async function loadBodies(db: Executor): Promise<Body[]> {
  const rows = await db
    .select({
      code: body.code,
      name: body.name,
      style: body.style,
      unit: unit.code,
      from: body.activeFrom,
      until: body.activeUntil,
      was: formerNames(sql`former.body_id = ${body.id}`),
    })
    .from(body)
    .innerJoin(unit, eq(unit.id, body.unitId))
    .orderBy(asc(body.id));
  return rows.map(({ code, name, style, unit: of, ...dates }) => ({
    code,
    name,
    style,
    unit: of,
    ...datesOf(dates),
  }));
}

async function loadPeople(db: Executor): Promise<Person[]> {
  const rows = await db
    .select({ code: person.code, name: person.name, honorific: person.honorific, phone: person.phone })
    .from(person)
    .orderBy(asc(person.id));
  return rows.map(({ phone, ...row }) => (phone === null ? row : { ...row, phone }));
}

async function loadPosts(db: Executor): Promise<Post[]> {
  const rows = await db
    .select({
      code: post.code,
      title: post.title,
      role: post.role,
      unit: unit.code,
      body: body.code,
      holder: person.code,
      since: holder.heldFrom,
    })
    .from(post)
    .leftJoin(unit, eq(unit.id, post.unitId))
    .leftJoin(body, eq(body.id, post.bodyId))
    .leftJoin(holder, and(eq(holder.postId, post.id), isNull(holder.heldUntil), eq(holder.deputy, false)))
    .leftJoin(person, eq(person.id, holder.personId))
    .orderBy(asc(post.id));
  return rows.map((row) => ({
    code: row.code,
    title: row.title,
    role: row.role,
    ...(row.unit === null ? { body: row.body ?? '' } : { unit: row.unit }),
    ...(row.holder === null ? {} : { holder: row.holder }),
    ...(row.since === null || row.since.equals(HELD_SINCE_BEFORE_RECORDS)
      ? {}
      : { since: row.since.toString() }),
  }));
}

export type ImportOptions = {
  /** The calendar moment of the import, and its day where the organisation is. */
  readonly at: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  /** Made up for the demonstration. */
  readonly sample: boolean;
};

/**
 * Carries out a plan made from this very state (take `lockOrganization` before loading it). Few statements whatever the number of
 * rows; afterwards the planner knows the new sizes.
 */
export async function saveOrganization(
  tx: Transaction,
  plan: ImportPlan,
  options: ImportOptions,
): Promise<void> {
  await saveUnits(tx, plan.units);
  await saveBodies(tx, plan.bodies);
  await saveLineage(tx, plan);
  await savePeople(tx, plan.people, options.sample);
  await savePosts(tx, plan.posts);
  await saveHolders(tx, plan.posts, options.today);
  await saveForms(tx, plan.forms, options.at, options.today);
  // Plans prepared while tables were nearly empty cost twice the time until the next automatic analysis.
  await tx.execute(sql`analyze unit, body, person, post, holder, form, form_version`);
}

const ORGANIZATION_LOCK = 7_301_010;

/** Two imports at once are done one after the other, each from what the other left. Held to the end of the transaction. */
export async function lockOrganization(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ORGANIZATION_LOCK})`);
}

function afterOf<T>(section: SectionPlan<T>): readonly T[] {
  return section.changed.map((change) => change.after);
}

const UNIT_COLUMNS = 'code text, name text, kind text, parent text, "from" date, until date';

async function saveUnits(tx: Transaction, plan: SectionPlan<Unit>): Promise<void> {
  const changed = afterOf(plan);
  if (plan.added.length > 0) {
    await tx.execute(sql`
      insert into unit (code, name, kind, active_from, active_until)
      select code, name, kind, "from", until from ${tableOf(plan.added, 'stated', UNIT_COLUMNS)}
      order by position`);
  }
  if (changed.length > 0) {
    await tx.execute(sql`
      update unit set name = stated.name, kind = stated.kind, active_from = stated.from, active_until = stated.until
      from ${tableOf(changed, 'stated', UNIT_COLUMNS)} where unit.code = stated.code`);
  }
  const placed = [...plan.added, ...changed];
  if (placed.length === 0) return;
  // After all exist, and all at once: halfway through, a rearranged tree may look like a cycle.
  await tx.execute(sql`
    update unit set parent_id = parent.id
    from ${tableOf(placed, 'stated', UNIT_COLUMNS)} left join unit parent on parent.code = stated.parent
    where unit.code = stated.code and unit.parent_id is distinct from parent.id`);
}

const BODY_COLUMNS = 'code text, name text, style text, unit text, "from" date, until date';

async function saveBodies(tx: Transaction, plan: SectionPlan<Body>): Promise<void> {
  if (plan.added.length > 0) {
    await tx.execute(sql`
      insert into body (code, name, style, unit_id, active_from, active_until)
      select stated.code, stated.name, stated.style, unit.id, stated.from, stated.until
      from ${tableOf(plan.added, 'stated', BODY_COLUMNS)} join unit on unit.code = stated.unit
      order by stated.position`);
  }
  if (plan.changed.length > 0) {
    await tx.execute(sql`
      update body set name = stated.name, style = stated.style, unit_id = unit.id,
        active_from = stated.from, active_until = stated.until
      from ${tableOf(afterOf(plan), 'stated', BODY_COLUMNS)} join unit on unit.code = stated.unit
      where body.code = stated.code`);
  }
}

const PERSON_COLUMNS = 'code text, name text, honorific text, phone text';

async function savePeople(tx: Transaction, plan: SectionPlan<Person>, sample: boolean): Promise<void> {
  if (plan.added.length > 0) {
    await tx.execute(sql`
      insert into person (code, name, honorific, phone, sample)
      select code, name, honorific, phone, ${sample} from ${tableOf(plan.added, 'stated', PERSON_COLUMNS)}
      order by position`);
  }
  if (plan.changed.length > 0) {
    await tx.execute(sql`
      update person set name = stated.name, honorific = stated.honorific, phone = stated.phone
      from ${tableOf(afterOf(plan), 'stated', PERSON_COLUMNS)} where person.code = stated.code`);
  }
}

const POST_COLUMNS = 'code text, title text, role text, unit text, body text';

async function savePosts(tx: Transaction, plan: SectionPlan<Post>): Promise<void> {
  if (plan.added.length > 0) {
    await tx.execute(sql`
      insert into post (code, title, role, unit_id, body_id)
      select stated.code, stated.title, stated.role, unit.id, body.id
      from ${tableOf(plan.added, 'stated', POST_COLUMNS)}
        left join unit on unit.code = stated.unit left join body on body.code = stated.body
      order by stated.position`);
  }
  if (plan.changed.length > 0) {
    await tx.execute(sql`
      update post set title = stated.title, role = stated.role, unit_id = unit.id, body_id = body.id
      from ${tableOf(afterOf(plan), 'stated', POST_COLUMNS)}
        left join unit on unit.code = stated.unit left join body on body.code = stated.body
      where post.code = stated.code`);
  }
}
