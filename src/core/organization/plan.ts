import type { Temporal } from 'temporal-polyfill';
import type { FormDefinition } from '../forms/definition.ts';
import type {
  OrganizationFile,
  StatedBody,
  StatedOrganization,
  StatedPerson,
  StatedPost,
  StatedUnit,
} from './organization-file.ts';
import type { Body, Person, Post, Unit } from './organization.ts';

export type Changed<T> = {
  readonly before: T;
  readonly after: T;
  /** The names of what differs: `holder`, `parent`. */
  readonly fields: readonly string[];
};

/** What an import does to one kind of rows; `untouched` are all others that stand, stated or not. */
export type SectionPlan<T> = {
  readonly added: readonly T[];
  readonly changed: readonly Changed<T>[];
  readonly untouched: readonly T[];
};

export type ImportPlan = {
  readonly units: SectionPlan<Unit>;
  readonly bodies: SectionPlan<Body>;
  readonly people: SectionPlan<Person>;
  readonly posts: SectionPlan<Post>;
  readonly forms: SectionPlan<FormDefinition>;
};

/**
 * What an import of `stated` does to `current` on the day `today`. Nothing is deleted by omission: absent rows and absent
 * optional values stay, `null` clears. A holder who replaces another without a date does so today; the first holder of a new
 * post has held it since before anyone asked.
 */
export function planImport(
  current: OrganizationFile,
  stated: StatedOrganization,
  today: Temporal.PlainDate,
): ImportPlan {
  return {
    units: planSection(current.units, stated.units, (before, after) => mergeUnit(before, after, today)),
    bodies: planSection(current.bodies, stated.bodies, (before, after) => mergeBody(before, after, today)),
    people: planSection(current.people, stated.people, mergePerson),
    posts: planSection(current.posts, stated.posts, (before, after) => mergePost(before, after, today)),
    forms: planSection(current.forms, stated.forms, (_, after) => after),
  };
}

/** The organisation after the plan, in the order in which rows became known. */
export function applyPlan(plan: ImportPlan, current: OrganizationFile): OrganizationFile {
  return {
    units: applySection(current.units, plan.units),
    bodies: applySection(current.bodies, plan.bodies),
    people: applySection(current.people, plan.people),
    posts: applySection(current.posts, plan.posts),
    forms: applySection(current.forms, plan.forms),
  };
}

/** True when the import would change nothing. */
export function isEmptyPlan(plan: ImportPlan): boolean {
  return Object.values(plan).every((section) => section.added.length === 0 && section.changed.length === 0);
}

/** How officials address each other. */
const USUAL_HONORIFIC = 'đồng chí';

type Coded = { readonly code: string };

function planSection<T extends Coded, S extends Coded>(
  current: readonly T[],
  stated: readonly S[],
  merge: (before: T | undefined, after: S) => T,
): SectionPlan<T> {
  const before = new Map(current.map((row) => [row.code, row]));
  const added: T[] = [];
  const changed: Changed<T>[] = [];
  const changedCodes = new Set<string>();
  for (const row of stated) {
    const old = before.get(row.code);
    const after = merge(old, row);
    if (old === undefined) {
      added.push(after);
      continue;
    }
    const fields = differingKeys(old, after);
    if (fields.length === 0) continue;
    changed.push({ before: old, after, fields });
    changedCodes.add(row.code);
  }
  return { added, changed, untouched: current.filter((row) => !changedCodes.has(row.code)) };
}

function applySection<T extends Coded>(current: readonly T[], plan: SectionPlan<T>): readonly T[] {
  const after = new Map(plan.changed.map((change) => [change.after.code, change.after]));
  return [...current.map((row) => after.get(row.code) ?? row), ...plan.added];
}

function mergeUnit(before: Unit | undefined, stated: StatedUnit, today: Temporal.PlainDate): Unit {
  const { code, name, kind } = stated;
  const parent = kept(stated.parent, before?.parent);
  const predecessors = stated.predecessors ?? before?.predecessors ?? [];
  return {
    code,
    name,
    kind,
    ...(parent === undefined ? {} : { parent }),
    ...mergeDates(before, stated, today),
    ...(predecessors.length === 0 ? {} : { predecessors }),
  };
}

function mergeBody(before: Body | undefined, stated: StatedBody, today: Temporal.PlainDate): Body {
  const { code, name, style, unit } = stated;
  return { code, name, style, unit, ...mergeDates(before, stated, today) };
}

/** Another name without a word about the earlier one is borne from today on. */
function mergeDates(
  before: Unit | Body | undefined,
  stated: StatedUnit | StatedBody,
  today: Temporal.PlainDate,
): Pick<Unit, 'from' | 'until' | 'was'> {
  const from = kept(stated.from, before?.from);
  const until = kept(stated.until, before?.until);
  const names = before?.was ?? [];
  // A name that was given and taken back on one day was never borne.
  const isRenamed =
    before !== undefined && before.name !== stated.name && names.at(-1)?.until !== today.toString();
  const was = stated.was ?? (isRenamed ? [...names, { name: before.name, until: today.toString() }] : names);
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(was.length === 0 ? {} : { was }),
  };
}

function mergePerson(before: Person | undefined, { code, name, ...stated }: StatedPerson): Person {
  const honorific = stated.honorific ?? before?.honorific ?? USUAL_HONORIFIC;
  const phone = kept(stated.phone, before?.phone);
  return { code, name, honorific, ...(phone === undefined ? {} : { phone }) };
}

function kept<T>(stated: T | null | undefined, before: T | undefined): T | undefined {
  return stated === undefined ? before : (stated ?? undefined);
}

function mergePost(before: Post | undefined, stated: StatedPost, today: Temporal.PlainDate): Post {
  const { holder: statedHolder, since: statedSince, ...place } = stated;
  const holder = kept(statedHolder, before?.holder);
  if (holder === undefined) return place;
  const newcomer = before !== undefined && before.holder !== holder;
  const since = statedSince ?? (newcomer ? today.toString() : before?.since);
  return { ...place, holder, ...(since === undefined ? {} : { since }) };
}

function differingKeys(before: object, after: object): string[] {
  const left = new Map<string, unknown>(Object.entries(before));
  const right = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (key) => !sameData(left.get(key), right.get(key)),
  );
}

/** Equal as data: the order of keys, which the database does not keep, does not count. */
function sameData(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameData(item, right[index]))
    );
  }
  return differingKeys(left, right).length === 0;
}
