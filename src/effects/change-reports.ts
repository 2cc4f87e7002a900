import type { Of } from './families.ts';
import type { Transaction } from '../db/connect.ts';
import { saveExemptions } from '../db/queries/exemptions.ts';
import { insertRevisions } from '../db/queries/reports.ts';
import { settleSignOffs } from '../db/queries/sign-offs.ts';
import { beginRefresh, type ChangedReport, type Clock } from './living-notices.ts';

export type ReportChanges = {
  readonly revisions: readonly Of<'submit-report'>[];
  readonly settled: readonly Of<'settle-sign-off'>[];
  readonly exemptions: readonly Of<'decide-exemption'>[];
};

/** Stores what becomes of reports, and rewrites the reminders that ask for them. */
export async function changeReports(
  tx: Transaction,
  { revisions, settled, exemptions }: ReportChanges,
  clock: Clock,
): Promise<void> {
  const changed: readonly ChangedReport[] = [
    ...revisions.map(({ effect: { submission } }) => ({
      obligation: submission.obligation,
      cause: `report ${submission.obligation}.${submission.follows + 1}`,
    })),
    ...settled.map(({ effect: { obligation, revision } }) => ({
      obligation,
      cause: `sign-off ${obligation}.${revision}`,
    })),
    ...exemptions.map(({ effect: { obligation } }) => ({
      obligation,
      cause: `exemption ${obligation} ${clock.at.toString()}`,
    })),
  ];
  if (changed.length === 0) return;
  const [rewriteNotices] = await Promise.all([
    beginRefresh(tx, changed, clock),
    revisions.length > 0 &&
      insertRevisions(
        tx,
        revisions.map(({ scene, effect }) => ({
          scene,
          submission: effect.submission,
          source: effect.submission.source,
        })),
      ),
    settleSignOffs(tx, settled),
    saveExemptions(
      tx,
      exemptions.map(({ effect }) => effect),
      clock.at,
    ),
  ]);
  await rewriteNotices();
}
