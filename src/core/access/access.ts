import type { Role } from '../organization/organization.ts';

/**
 * How far a post reaches, from the unit that it is in, or that its body is of: `own`, that very unit · `tree`, it and all below
 * it · `below`, all below it alone · `office`, everybody, for what is no secret within an office.
 */
export type Reach = 'own' | 'tree' | 'below' | 'office';

/**
 * Who may do and see what, and about which units. What is not named here is nobody's. A leader sees the fields of the leader's
 * own body alone. What hamlets tell comes with the report of the unit above that sums it. Operators see nothing of reports.
 */
const ACCESS = {
  report: { contact: 'own' },
  'name-stand-in': { contact: 'office' },
  /** For a colleague who names them; then they are a contact's deputy. */
  'stand-in': { contact: 'office', superior: 'office', leader: 'office', coordinator: 'office' },
  'report-for-others': { coordinator: 'below' },
  reopen: { coordinator: 'below' },
  exempt: { coordinator: 'below' },
  'sign-off': { superior: 'own' },
  /** Hands out and withdraws invites of people by where their posts are, those of the own body included. */
  invite: { coordinator: 'tree' },
  'decide-own-words': { coordinator: 'below' },
  'see-digest': { leader: 'tree', coordinator: 'below', superior: 'tree' },
  /** As a file, which can be passed on: each is audited. */
  'take-digest-file': { leader: 'tree', coordinator: 'below', superior: 'tree' },
  /** Those who owe a report, at once and within the limits of reminders. */
  'remind-now': { leader: 'tree', coordinator: 'below' },
  'see-reports': { leader: 'tree', coordinator: 'below', superior: 'tree' },
  'see-burden': { coordinator: 'below' },
  /** When they go out. */
  'receive-digest': { leader: 'tree' },
  /** All that one which went out says, by a link that can be passed on: each look is audited. */
  'open-digest-page': { leader: 'tree' },
  /** Digests before they go out, of forms that the own body receives. */
  'preview-digest': { coordinator: 'below' },
  /** A unit about one figure of its report. */
  'ask-explanation': { leader: 'tree', coordinator: 'below', superior: 'tree' },
  /** Why a unit might be asked once more about its figures; leaders see that alone, with the digest. */
  'see-signals': { coordinator: 'below' },
  /** To a calendar of deadlines and digests. */
  subscribe: { contact: 'own', leader: 'tree', coordinator: 'below' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Role, Reach>>>>>;

export type Action = keyof typeof ACCESS;

/** How far a role's posts reach with an action; undefined: it is not theirs. */
export function reachOf(role: Role, action: Action): Reach | undefined {
  const reaches: Readonly<Partial<Record<Role, Reach>>> = ACCESS[action];
  return reaches[role];
}

/** The very units in which the person's posts allow the action. */
export function unitsWhere(
  posts: readonly { readonly role: Role; readonly unit: { readonly code: string } | null }[],
  action: Action,
): readonly string[] {
  return posts.flatMap(({ role, unit }) => (unit && reachOf(role, action) ? [unit.code] : []));
}

/** Whether one of the person's roles allows the action. */
export function may(posts: readonly { readonly role: Role }[], action: Action): boolean {
  return posts.some(({ role }) => reachOf(role, action) !== undefined);
}
