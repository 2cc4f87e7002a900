import type { Temporal } from 'temporal-polyfill';
import { officeScope } from '../core/access/scope.ts';
import type { Holidays } from '../core/calendar/holidays.ts';
import { proposalOffers } from '../core/conversation/coordination/own-words.ts';
import { LEAST_REPORTS, proposedAliases, type ProposedAlias } from '../core/dictionary/proposed-aliases.ts';
import { tryAlias } from '../core/dictionary/trial.ts';
import { withAliases } from '../core/dictionary/with-aliases.ts';
import type { Transaction } from '../db/connect.ts';
import { loadRepeated, markOfEvidence, type Repeated } from '../db/queries/alias-evidence.ts';
import { recordAudit } from '../db/queries/audit.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { insertProposals, loadOwnWords } from '../db/queries/own-words.ts';
import { notify } from '../effects/notify.ts';

/** Words looked at in one tick: each is tried on some thousand messages, and the rest can wait a minute. */
const MOST_AT_ONCE = 3;

type Parts = { readonly zone: string; readonly versions: FormVersions };

/**
 * Proposes words that a unit used for a field again and again to the coordinators of the form's receivers, each once. Remembers
 * what it found to be no proposal, so that a minute without new evidence costs one short statement.
 */
export function createProposing({ zone, versions }: Parts) {
  let looked: string | undefined;
  const unfit = new Set<string>();
  return async (tx: Transaction, now: Temporal.Instant, holidays: Holidays): Promise<void> => {
    const mark = await markOfEvidence(tx);
    if (mark === looked) return;
    const repeated = (await loadRepeated(tx, LEAST_REPORTS)).filter((one) => !unfit.has(keyOf(one)));
    // Only where nothing is left to do: what this transaction does may be undone.
    if (repeated.length === 0) looked = mark;
    const next = repeated.slice(0, MOST_AT_ONCE);
    const formOf = await versions.load(
      tx,
      next.map(({ version }) => version),
    );
    const today = now.toZonedDateTimeISO(zone).toPlainDate();
    const proposed = next.flatMap((one): readonly ProposedAlias[] => {
      const form = withAliases(formOf(one.version), one.accepted);
      const [alias] = proposedAliases(one.corrections, () => form);
      // What would be refused when it is accepted is not proposed.
      if (alias && tryAlias(form, alias, [], today).kind === 'passed') return [alias];
      unfit.add(keyOf(one));
      return [];
    });
    const made = await insertProposals(tx, proposed, now);
    if (made.length > 0) await tell(tx, made, now, holidays);
  };

  async function tell(
    tx: Transaction,
    made: Awaited<ReturnType<typeof insertProposals>>,
    now: Temporal.Instant,
    holidays: Holidays,
  ): Promise<void> {
    const words = await loadOwnWords(tx, officeScope(), { ids: made }, versions);
    await recordAudit(
      tx,
      now,
      words.map(({ id }) => ({ action: 'propose-own-word', subject: `unit alias ${id}` })),
    );
    await notify(
      tx,
      words.map((word) => ({
        scene: { at: now, person: null },
        effect: {
          kind: 'notify',
          to: { kind: 'coordinators', bodies: word.form.receivers, unit: word.unit.code },
          key: `own word ${word.id}`,
          reply: { kind: 'own-word-proposed', word, offers: proposalOffers(word) },
        },
      })),
      { zone, holidays },
    );
  }
}

/** New evidence for the same words makes another key. */
function keyOf({ corrections }: Repeated): string {
  const [first] = corrections;
  return JSON.stringify([first?.unit, first?.form, first?.words, corrections.length]);
}
