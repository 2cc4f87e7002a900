import type { Role } from '../organization/organization.ts';

export type Action =
  | 'report'
  | 'report-for-others'
  | 'reopen'
  | 'exempt'
  | 'sign-off'
  | 'decide-own-words'
  | 'see-digest'
  | 'see-reports'
  | 'see-burden'
  | 'subscribe';

/** Who may do and see what. What is not named here is nobody's. */
const ALLOWED: Readonly<Record<Action, readonly Role[]>> = {
  report: ['contact'],
  'report-for-others': ['coordinator'],
  reopen: ['coordinator'],
  exempt: ['coordinator'],
  'sign-off': ['superior'],
  'decide-own-words': ['coordinator'],
  'see-digest': ['leader', 'coordinator', 'superior'],
  'see-burden': ['coordinator'],
  /** To a calendar of deadlines and digests. */
  subscribe: ['contact', 'leader', 'coordinator'],
  'see-reports': ['leader', 'coordinator', 'superior'],
};

/** The very units in which the person's posts allow the action. */
export function unitsWhere(
  posts: readonly { readonly role: Role; readonly unit: { readonly code: string } | null }[],
  action: Action,
): readonly string[] {
  return posts.flatMap(({ role, unit }) => (unit && ALLOWED[action].includes(role) ? [unit.code] : []));
}

/** Whether one of the person's roles allows the action. */
export function may(posts: readonly { readonly role: Role }[], action: Action): boolean {
  return posts.some((post) => ALLOWED[action].includes(post.role));
}
