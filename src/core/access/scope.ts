import { fieldsFor, type Field, type FormDefinition } from '../forms/definition.ts';
import type { BodyCode, UnitId } from '../ids.ts';
import type { Role } from '../organization/organization.ts';
import { reachOf, type Action, type Reach } from './access.ts';

/** Where a person holds a post today: `unit` is the post's own, or that of its body. */
export type Place = { readonly role: Role; readonly unit: UnitId; readonly body: BodyCode | null };

/** Units about which something may be done or seen; `body`: only the fields of that body, null: all. */
export type Grant = {
  readonly reach: Reach;
  readonly from: UnitId;
  readonly body: BodyCode | null;
};

type Scope = { readonly kind: 'office' } | { readonly kind: 'grants'; readonly grants: readonly Grant[] };

/** What a query may look at. Only this file makes one, so that a query that takes it cannot be called without thinking of it. */
export type AccessScope = Scope & { readonly [madeHere]: true };

const madeHere = Symbol('made in core/access/scope.ts');

/** About which units the person may do this. */
export function scopeFor(places: readonly Place[], action: Action): AccessScope {
  const grants = places.flatMap(({ role, unit, body }): readonly Grant[] => {
    const reach = reachOf(role, action);
    // A leader sees what their own body asks for; others see whole reports.
    return reach ? [{ reach, from: unit, body: role === 'leader' ? body : null }] : [];
  });
  return { kind: 'grants', grants, [madeHere]: true };
}

/**
 * All there is: for the clock, for a body above all units, for the command line, whose user has the database in hand, and for signed links that name one
 * report themselves. Never for a person who writes or browses.
 */
export function officeScope(): AccessScope {
  return { kind: 'office', [madeHere]: true };
}

/** What a body's own digest is about: the units at and below its place, and the fields that it asks for. */
export function scopeAround(body: BodyCode, unit: UnitId): AccessScope {
  return { kind: 'grants', grants: [{ reach: 'tree', from: unit, body }], [madeHere]: true };
}

/** The part of a scope that a body's digest is seen by: another body's leader has no business with it. */
export function scopeOfBody(scope: AccessScope, body: BodyCode): AccessScope {
  if (scope.kind === 'office') return scope;
  return { ...scope, grants: scope.grants.filter((grant) => (grant.body ?? body) === body) };
}

/** A unit with those above it, nearest first: itself, its parent and so on, and the units that came from any of them. */
export type Line = readonly UnitId[];

/** Whether the scope holds anything about the unit. */
export function isInScope(scope: AccessScope, line: Line): boolean {
  return scope.kind === 'office' || scope.grants.some((grant) => reaches(grant, line));
}

/** The fields of the unit's reports on a form that the scope holds, in the form's order. */
export function fieldsInScope(scope: AccessScope, line: Line, form: FormDefinition): readonly Field[] {
  if (scope.kind === 'office') return form.fields;
  const grants = scope.grants.filter((grant) => reaches(grant, line));
  if (grants.some(({ body }) => body === null)) return form.fields;
  const bodies = grants.flatMap(({ body }) => (body !== null && form.receivers.includes(body) ? [body] : []));
  const visible = new Set(bodies.flatMap((body) => fieldsFor(form, body)));
  return form.fields.filter((field) => visible.has(field));
}

function reaches({ reach, from }: Grant, line: Line): boolean {
  switch (reach) {
    case 'own':
      return line[0] === from;
    case 'tree':
      return line.includes(from);
    case 'below':
      return line.slice(1).includes(from);
    case 'office':
      return true;
  }
}
