import type { Temporal } from 'temporal-polyfill';
import type { Channel } from '../messages.ts';

/** Where a person can be written to. */
export type OwnChannel = {
  readonly channel: Channel;
  readonly linkedAt: Temporal.Instant | null;
  /** The person stopped the bot there. */
  readonly blocked: boolean;
};

/** All that is kept about a person, beside the posts. */
export type PersonalData = {
  readonly phone: string | null;
  /** In the order in which unasked messages try them. */
  readonly channels: readonly OwnChannel[];
  /** Chosen by the person; null: the channel last written from goes first. */
  readonly preferred: Channel | null;
  readonly consents: readonly {
    readonly version: number;
    readonly givenAt: Temporal.Instant;
    readonly channel: Channel;
    readonly withdrawnAt: Temporal.Instant | null;
  }[];
  /** Reports under the person's name, the latest first. */
  readonly reports: readonly {
    readonly unit: string;
    readonly form: string;
    readonly period: string;
    readonly revision: number;
    readonly at: Temporal.Instant;
  }[];
  /** All of them, where `reports` holds the latest alone. */
  readonly reportCount: number;
  readonly fileCount: number;
  /** Raw messages that were not deleted yet. */
  readonly messageCount: number;
  /** Last day away, as told; the latest first. */
  readonly absences: readonly {
    readonly firstDay: Temporal.PlainDate;
    readonly lastDay: Temporal.PlainDate;
  }[];
};
