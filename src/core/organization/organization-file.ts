import type { FormDefinition } from '../forms/definition.ts';
import type { Body, Person, Post, PostPlace, Unit } from './organization.ts';

/** An organisation as it stands: what the database holds and `org export` writes. */
export type OrganizationFile = {
  readonly units: readonly Unit[];
  readonly bodies: readonly Body[];
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
  readonly forms: readonly FormDefinition[];
};

/** `null` takes the value away. */
type Clearable<T, Keys extends keyof T> = Omit<T, Keys> & { readonly [Key in Keys]?: T[Key] | null };

export type StatedUnit = Clearable<Unit, 'parent' | 'from' | 'until'>;
export type StatedBody = Clearable<Body, 'from' | 'until'>;
export type StatedPerson = Clearable<Omit<Person, 'honorific'>, 'phone'> & { readonly honorific?: string };
export type StatedPost = Clearable<Pick<Post, 'code' | 'title' | 'role' | 'holder' | 'since'>, 'holder'> &
  PostPlace;

/**
 * What an import file states. An absent row or an absent optional value stays as it is in the database: nothing is deleted by
 * omission. An OrganizationFile is such a statement too.
 */
export type StatedOrganization = {
  readonly units: readonly StatedUnit[];
  readonly bodies: readonly StatedBody[];
  readonly people: readonly StatedPerson[];
  readonly posts: readonly StatedPost[];
  readonly forms: readonly FormDefinition[];
};

export const EMPTY_ORGANIZATION: OrganizationFile = {
  units: [],
  bodies: [],
  people: [],
  posts: [],
  forms: [],
};
