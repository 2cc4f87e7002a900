import type { DigestNames, UnitView } from '../conversation/context.ts';
import type { Owing } from '../digest/owing.ts';
import type { IndicatorFigures } from '../digest/figures.ts';
import type { IndicatorDetail } from '../digest/indicator-detail.ts';
import type { UnitDetail, UnitFigure, UnitText } from '../digest/unit-detail.ts';
import type { UnitEntry } from '../digest/unit-list.ts';
import type { RichText } from '../messages.ts';
import type { NudgePlan } from '../reminders/plan-nudge.ts';

/** What a part of a digest is about. */
export type DetailNames = Pick<DigestNames, 'body' | 'form' | 'period'>;

/** Parts of a digest, to whoever taps their way through it. */
export type DigestDetailReply =
  /** A digest as it was sent. */
  | { readonly kind: 'digest-again'; readonly text: RichText }
  | {
      readonly kind: 'digest-owing';
      readonly names: DetailNames;
      readonly owing: Owing;
      readonly page: number;
    }
  /** `below`: the name of the unit above them. `total`, `marked`: of all pages. */
  | {
      readonly kind: 'digest-units';
      readonly names: DetailNames;
      readonly below: string | null;
      readonly entries: readonly UnitEntry[];
      readonly total: number;
      readonly marked: number;
      readonly page: number;
      readonly pages: number;
    }
  | {
      readonly kind: 'digest-unit';
      readonly names: DetailNames;
      readonly detail: UnitDetail;
      /** What stands on the page. */
      readonly figures: readonly UnitFigure[];
      readonly texts: readonly UnitText[];
      readonly page: number;
      readonly pages: number;
    }
  | {
      readonly kind: 'digest-fields';
      readonly names: DetailNames;
      readonly indicators: readonly IndicatorFigures[];
      readonly page: number;
      readonly pages: number;
    }
  /** `exceptions`, `others`, `groups`: what of them stands on the page. */
  | ({
      readonly kind: 'digest-field';
      readonly names: DetailNames;
      readonly detail: IndicatorDetail;
      readonly page: number;
      readonly pages: number;
    } & Pick<IndicatorDetail, 'exceptions' | 'others' | 'groups'>)
  | { readonly kind: 'which-field' }
  /** Which figure is to be explained. */
  | { readonly kind: 'digest-figures'; readonly unit: UnitView }
  | { readonly kind: 'which-unit'; readonly count: number }
  | { readonly kind: 'detail-unknown' }
  /** No digest of a period that was named. `period`: its code, where no report is owed in it; null: the words name none. */
  | { readonly kind: 'no-such-digest'; readonly period: string | null }
  /** `locked`: nothing is taken any more, so that nobody is to be reminded. */
  | {
      readonly kind: 'remind-question';
      readonly names: DetailNames;
      readonly plan: NudgePlan;
      readonly locked: boolean;
    }
  | { readonly kind: 'reminded-now'; readonly names: DetailNames; readonly plan: NudgePlan };
