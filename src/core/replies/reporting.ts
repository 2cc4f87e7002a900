import type { Temporal } from 'temporal-polyfill';
import type { FileCount } from '../attachments/attached.ts';
import type { UnitHead } from '../conversation/context.ts';
import type { Question } from '../conversation/state.ts';
import type { Field, FormDefinition, Value } from '../forms/definition.ts';
import type { FieldChange } from '../forms/values.ts';
import type { About, Item, UnusualItem } from '../replies.ts';
import type { SignOffState } from '../sign-off/state.ts';
import type { HamletsInDraft } from './hamlets.ts';
import type { News } from './news.ts';

/** What is said while a report is made, from its first words to its receipt. */
export type ReportingReply =
  | {
      readonly kind: 'preview';
      readonly about: About;
      readonly items: readonly Item[];
      readonly nil: boolean;
      /** Figures that were not said are those of the last report. */
      readonly sameAsLast: boolean;
      readonly unclear: readonly string[];
      /** Required fields without a value. */
      readonly missing: readonly Field[];
      /** Figures far from the usual that there was no room to ask about. */
      readonly unusual: readonly UnusualItem[];
      /** Against the report already sent; empty for a first report. */
      readonly changes: readonly FieldChange[];
      readonly correctsRevision: number;
      /** A coordinator enters it for the unit; `informant` null: not said who told the figures. */
      readonly onBehalf?: { readonly informant: string | null };
      readonly files: FileCount;
      /** The unit is excused from this report, which is taken all the same. */
      readonly exempt?: boolean;
      /** More of an album may follow: the numbers of files are not final. */
      readonly album?: boolean;
      /** Fields that need not be given and were not asked for. */
      readonly optional?: readonly Field[];
      /** What others entered since the person last wrote. */
      readonly news?: readonly News[];
      /** It differs from the preview that was just confirmed. */
      readonly changedSince?: boolean;
      /** The hamlets whose reports are put together into it. */
      readonly hamlets?: HamletsInDraft;
    }
  | {
      readonly kind: 'question';
      readonly about: About;
      readonly understood: readonly Item[];
      readonly question: Question;
      /** The field in doubt, where it is known. */
      readonly field: Field | undefined;
      /** The value that a bare yes takes. */
      readonly suggestion: Value | undefined;
      /** An answer that was none: its words, empty where it had none to quote. */
      readonly refused: string | undefined;
    }
  | {
      readonly kind: 'not-understood';
      readonly about: About;
      readonly unclear: readonly string[];
      readonly example: string;
    }
  | {
      readonly kind: 'unusual';
      readonly about: About;
      readonly items: readonly UnusualItem[];
    }
  | {
      readonly kind: 'unusual-nil';
      readonly about: About;
      /** The field that is never empty in this unit's reports. */
      readonly field: Field | undefined;
      /** What was already said and would be thrown away. */
      readonly contradicting: readonly Item[];
    }
  | {
      readonly kind: 'ask-field';
      readonly about: About;
      readonly field: Field;
      /** Those that can be answered together with it. */
      readonly next: readonly Field[];
      readonly position: number;
      readonly total: number;
      /** What was just taken, echoed. */
      readonly taken: readonly Item[];
      readonly refused: string | undefined;
    }
  | {
      readonly kind: 'gaps';
      readonly about: About;
      readonly fields: readonly Field[];
      /** Those that are usually not zero. */
      readonly usual: readonly { readonly field: Field; readonly usual: number }[];
      /** Stocks that stay as they were where the rest is none. */
      readonly kept: readonly Item[];
      /** Those that stay without a value even so: texts, and stocks that were never reported. */
      readonly unfilled: readonly Field[];
    }
  | { readonly kind: 'fill-in'; readonly about: About; readonly fields: readonly Field[] }
  | { readonly kind: 'edit-hint'; readonly about: About; readonly example: string }
  | {
      readonly kind: 'cancel-question';
      readonly about: About;
      readonly sent: boolean;
      /** What goes with the draft. */
      readonly files: FileCount;
    }
  | { readonly kind: 'draft-dropped' | 'nothing-changed'; readonly about: About }
  | {
      readonly kind: 'receipt';
      readonly about: About;
      readonly code: string;
      readonly at: Temporal.Instant;
      readonly lateMinutes: number;
      readonly revision: number;
      readonly nil: boolean;
      readonly items: readonly Item[];
      readonly gaps: readonly Field[];
      readonly changes: readonly FieldChange[];
      readonly files: FileCount;
      readonly stillOwed: readonly About[];
      /** Entered by a coordinator for the unit. */
      readonly onBehalf?: boolean;
      /** It was stored without a preview. */
      readonly isUnshown?: boolean;
      /** Whose sign-off it waits for. */
      readonly waitsFor?: readonly UnitHead[];
      /** Reports in a row that came in time, where it is the moment to say so. */
      readonly punctual?: { readonly run: number; readonly period: FormDefinition['period'] };
    }
  | {
      readonly kind: 'already-sent';
      readonly about: About;
      readonly code: string;
      readonly at: Temporal.Instant;
      readonly signOff: SignOffState | null;
      readonly waitsFor: readonly string[];
    }
  | { readonly kind: 'nothing-sent-yet'; readonly about: About };
