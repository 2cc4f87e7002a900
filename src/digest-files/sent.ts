import type { AccessScope } from '../core/access/scope.ts';
import type { DigestView } from '../core/conversation/context.ts';
import type { Executor } from '../db/connect.ts';
import type { KeptDigest } from '../db/queries/digests.ts';
import { loadDigest } from '../db/queries/figures.ts';

/** What was sent, with the names of then. Undefined where the scope holds nothing of it. */
export async function viewAsSent(
  db: Executor,
  scope: AccessScope,
  { form, body, period, figures, findings, createdAt }: KeptDigest,
): Promise<DigestView | undefined> {
  const then = await loadDigest(db, scope, { form, body, period, asOf: createdAt });
  // Findings were not always kept.
  return then && { figures, findings: findings ?? then.findings, names: then.names };
}
