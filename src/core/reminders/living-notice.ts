import { Temporal } from 'temporal-polyfill';
import { receiptCode } from '../conversation/report/receipt-code.ts';
import type { ObligationId } from '../ids.ts';
import type { About, Reply } from '../replies.ts';
import type { NoticeSection } from '../replies/living-notice.ts';
import type { SignOffState } from '../sign-off/state.ts';
import { noticeOffers } from './notice-offers.ts';

/** A report that a reminder is about, as it stands now. */
export type NoticedReport = {
  readonly obligation: ObligationId;
  /** Its lock is the unit's own, where it was opened again. */
  readonly about: About;
  /** `late-unit`: the reader hears of it as one above the unit. */
  readonly as: 'opening' | 'owed' | 'late-unit';
  /** The contact for whom the reader stands in. */
  readonly standsInFor: string | null;
  readonly exempt: boolean;
  readonly sent: {
    /** When the first revision came. */
    readonly at: Temporal.Instant;
    /** The latest one. */
    readonly revision: number;
    readonly signOff: SignOffState | null;
  } | null;
};

/**
 * What a reminder says of its reports now, in their order: what has come, what is still owed and how long there is time. Buttons
 * stay as long as they can be of use.
 */
export function livingNotice(reports: readonly NoticedReport[], now: Temporal.Instant): Reply {
  const own = reports.filter((report) => report.as !== 'late-unit');
  const above = reports.filter((report) => report.as === 'late-unit');
  const open = own.filter((report) => isMissing(report) && !isLocked(report, now));
  return {
    kind: 'living-notice',
    sections: [...own.map((report) => ownSection(report, now)), ...lateUnits(above)],
    offers: noticeOffers(
      open.map(({ obligation, standsInFor, as }) => ({
        obligation,
        answerable: standsInFor === null,
        presses: as !== 'opening',
      })),
    ),
  };
}

function isMissing({ sent, exempt }: NoticedReport): boolean {
  return sent === null && !exempt;
}

function isLocked({ about }: NoticedReport, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, about.period.locksAt) >= 0;
}

function ownSection(report: NoticedReport, now: Temporal.Instant): NoticeSection {
  const { obligation, about, standsInFor, exempt, sent } = report;
  if (sent) {
    const { at, revision, signOff } = sent;
    return { kind: 'received', about, code: receiptCode(obligation, revision), at, signOff };
  }
  if (exempt) return { kind: 'exempt', about };
  return isLocked(report, now) ? { kind: 'missed', about } : { kind: 'owed', about, standsInFor };
}

/** One list for each form and period. */
function lateUnits(reports: readonly NoticedReport[]): readonly NoticeSection[] {
  const lists = Map.groupBy(reports, ({ about }) => `${about.formName} ${about.period.code}`);
  return [...lists.values()].flatMap((list): NoticeSection[] => {
    const [first] = list;
    if (!first) return [];
    const { formName, period } = first.about;
    const units = (which: (report: NoticedReport) => boolean) =>
      list.filter(which).map(({ about }) => about.unit);
    return [
      {
        kind: 'late-units',
        formName,
        period,
        missing: units(isMissing),
        received: units(({ sent }) => sent !== null),
      },
    ];
  });
}
