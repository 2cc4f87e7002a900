import { sql } from 'drizzle-orm';
import type { Effect, Scene } from '../../core/effects.ts';
import type { RevisionId } from '../../core/ids.ts';
import { isRatio, type Value } from '../../core/forms/definition.ts';
import type { Transaction } from '../connect.ts';
import { report, reportRevision, reportValue, type ReportSource } from '../schema/report.ts';

export type NewRevision = {
  readonly submission: Extract<Effect, { kind: 'submit-report' }>['submission'];
  readonly scene: Scene;
  readonly source: ReportSource;
};

/**
 * Stores confirmed reports, one revision each. A revision that another one overtook violates the unique number, and the whole
 * transaction is refused: the conversation then decides again with what stands.
 */
export async function insertRevisions(tx: Transaction, revisions: readonly NewRevision[]): Promise<void> {
  const reports = await tx
    .insert(report)
    .values(revisions.map(({ submission }) => ({ obligationId: submission.obligation })))
    // Touches the row so that an existing report comes back as well.
    .onConflictDoUpdate({ target: report.obligationId, set: { obligationId: sql`excluded.obligation_id` } })
    .returning({ id: report.id, obligation: report.obligationId });
  const idOf = new Map(reports.map((row) => [row.obligation, row.id]));
  const inserted = await tx
    .insert(reportRevision)
    .values(
      revisions.flatMap(({ submission, scene, source }) => {
        const reportId = idOf.get(submission.obligation);
        if (reportId === undefined) return [];
        return [
          {
            reportId,
            revision: submission.follows + 1,
            nil: submission.nil,
            sameAsLast: submission.sameAsLast,
            submittedAt: scene.at,
            lateMinutes: submission.lateMinutes,
            personId: scene.person,
            chatId: scene.chat,
            channel: scene.channel,
            source,
            gaps: submission.gaps,
          },
        ];
      }),
    )
    .returning({ id: reportRevision.id, report: reportRevision.reportId });
  const revisionOf = new Map(inserted.map((row) => [row.report, row.id]));
  const values = revisions.flatMap(({ submission }) => {
    const reportId = idOf.get(submission.obligation);
    const revision = reportId === undefined ? undefined : revisionOf.get(reportId);
    return revision === undefined ? [] : valueRows(revision, submission);
  });
  if (values.length > 0) await tx.insert(reportValue).values(values);
}

function valueRows(
  revisionId: RevisionId,
  submission: NewRevision['submission'],
): (typeof reportValue.$inferInsert)[] {
  return Object.entries(submission.values).map(([field, value]) => ({
    revisionId,
    field,
    ...columnsOf(value),
    note: submission.notes[field] ?? null,
    carriedOver: submission.carriedOver.includes(field),
  }));
}

/** The column that a value is stored in; `readValue` is its inverse. */
function columnsOf(value: Value): Partial<typeof reportValue.$inferInsert> {
  if (typeof value === 'number') return { number: value };
  if (typeof value === 'string') return { text: value };
  return isRatio(value) ? { part: value.part, whole: value.whole } : { list: value };
}
