import type { Config } from '../config.ts';
import { nextMoments } from '../core/reminders/next-moments.ts';
import { readClock } from '../db/clock.ts';
import type { OpenDatabase } from '../db/open.ts';
import { loadHealth } from '../db/queries/doctor.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { COMMANDS } from '../texts/commands.ts';
import { calendar } from './calendar.ts';
import type { RunningPlatforms } from './platforms.ts';

/** Says where the service is to be found and what it does next, line by line. */
export async function printBanner(
  print: (line: string) => void,
  config: Config,
  { db, describe }: OpenDatabase,
  platforms: RunningPlatforms,
  port: number,
  hasSample: boolean,
): Promise<void> {
  const zone = config.timeZone;
  const at = await readClock(db, config.demo);
  const moments = nextMoments(await loadCurrentForms(db), at, zone, await calendar.recent(db), 3);
  const { units } = await loadHealth(db);
  const names = [...platforms.names(), ...(config.demo ? ['điện thoại mẫu'] : [])];
  print(COMMANDS.page(`http://${config.host}:${port}`, config.publicUrl, config.demo));
  print(COMMANDS.channels(names));
  print(COMMANDS.database(describe));
  if (hasSample) print(COMMANDS.sampleLoaded);
  if (units === 0) print(COMMANDS.noOrganization);
  if (moments.length > 0) print(COMMANDS.next(moments, zone));
}
