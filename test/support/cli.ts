import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import type { CliParts } from '../../src/cli/parts.ts';
import { readConfig } from '../../src/config.ts';
import { Refused } from '../../src/core/errors.ts';
import type { Database } from '../../src/db/connect.ts';

export type CommandRun = {
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** Why the command was refused, which is exit status 1. */
  readonly refused: string | undefined;
};

export type CliStage = {
  readonly db: Database;
  readonly now?: string;
  readonly openPeriods?: CliParts['openPeriods'];
  readonly botName?: string;
  readonly zaloBotName?: string;
  readonly input?: readonly string[];
  /** Absent: standard output is a terminal. */
  readonly printBytes?: (bytes: Uint8Array) => Promise<void>;
};

/** Runs a command as main does, on a database that stands; what it would print is returned. */
export async function runCommand(
  create: (parts: CliParts) => Command,
  words: readonly string[],
  stage: CliStage,
): Promise<CommandRun> {
  const out: string[] = [];
  const err: string[] = [];
  const parts: CliParts = {
    config: readConfig({ APP_SECRET: 'a secret for tests only', DEMO: '1' }),
    print: (line) => out.push(line),
    ...(stage.printBytes && { printBytes: stage.printBytes }),
    say: (line) => err.push(line),
    async *readStandardInput() {
      yield* stage.input ?? [];
    },
    withDatabase: (run) => run(stage.db),
    now: async () => Temporal.Instant.from(stage.now ?? '2026-11-25T09:00:00+07:00'),
    openPeriods: stage.openPeriods ?? (async () => {}),
    telegramBotName: async () => stage.botName,
    zaloBotName: async () => stage.zaloBotName,
  };
  try {
    await create(parts)
      .exitOverride()
      .parseAsync([...words], { from: 'user' });
    return { out, err, refused: undefined };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { out, err, refused: error.message };
  }
}
