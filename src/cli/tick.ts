import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { Refused } from '../core/errors.ts';
import { COMMANDS, type TickCounts } from '../texts/commands.ts';
import type { CliParts } from './parts.ts';

/** What a tick needs besides the database; main hands it over. */
export type TickRunner = {
  /** Does what is due and returns when all of it is sent, refused for good or put off. */
  tick(now: Temporal.Instant): Promise<TickCounts>;
  /** Moves the demo clock, which every process follows. */
  setClock(to: Temporal.Instant): Promise<void>;
  now(): Promise<Temporal.Instant>;
};

export type TickParts = CliParts & { withTicks<T>(run: (ticks: TickRunner) => Promise<T>): Promise<T> };

export function tickCommand(parts: TickParts): Command {
  return new Command('tick')
    .description('làm những việc đến hạn: mở kỳ, nhắc, gửi bản tổng hợp')
    .option('--now <moment>', 'thời điểm ISO 8601 (chế độ thử); “-”: đọc từng dòng ở đầu vào')
    .option('--json', 'in dạng JSON')
    .action((flags: { now?: string; json?: true }) => run(parts, flags));
}

async function run(parts: TickParts, flags: { now?: string; json?: true }): Promise<void> {
  const { now: asked } = flags;
  if (asked !== undefined && !parts.config.demo) throw new Refused(COMMANDS.demoOnly);
  const moment = asked === undefined || asked === '-' ? undefined : readMoment(asked, parts.config.timeZone);
  await parts.withTicks(async (ticks) => {
    if (asked === '-') return tickEach(parts, ticks);
    if (moment) await ticks.setClock(moment);
    const line = await tickAt(parts, ticks, moment ?? (await ticks.now()));
    parts.print(flags.json ? JSON.stringify(line) : COMMANDS.ticked(line.now, line));
  });
}

/** One JSON line for each moment of standard input; a line that is none is answered too, and makes the exit status 1. */
async function tickEach(parts: TickParts, ticks: TickRunner): Promise<void> {
  let refused: Refused | undefined;
  for await (const text of parts.readStandardInput()) {
    if (text.trim() === '') continue;
    try {
      const moment = readMoment(text.trim(), parts.config.timeZone);
      await ticks.setClock(moment);
      parts.print(JSON.stringify(await tickAt(parts, ticks, moment)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused = error;
      parts.print(JSON.stringify({ error: error.message }));
    }
  }
  if (refused) throw refused;
}

async function tickAt(parts: TickParts, ticks: TickRunner, moment: Temporal.Instant) {
  const done = await ticks.tick(moment);
  const now = moment
    .toZonedDateTimeISO(parts.config.timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
  return { now, ...done };
}

/** A moment with its offset; without one it is meant in the configured zone. */
function readMoment(text: string, zone: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    try {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
    } catch {
      throw new Refused(COMMANDS.badMoment(text));
    }
  }
}
