import { Command } from 'commander';
import { officeScope } from '../core/access/scope.ts';
import { Refused } from '../core/errors.ts';
import type { OrganizationFile } from '../core/organization/organization-file.ts';
import type { Rehearsal } from '../core/simulation/rehearsal.ts';
import { loadNotices } from '../db/queries/holidays.ts';
import { loadOrganization } from '../db/queries/organization.ts';
import type { RehearsalOptions } from '../simulation/rehearse.ts';
import { loadRemindersNeeded } from '../db/queries/reminder-habits.ts';
import { wordHabits } from '../texts/reminders-needed.ts';
import { SIMULATION, wordRehearsal } from '../texts/simulation.ts';
import { readCount } from './count.ts';
import type { CliParts } from './parts.ts';

export type RehearseParts = CliParts & { rehearse(options: RehearsalOptions): Promise<Rehearsal> };

const WEEKS = { least: 1, most: 53 };

export function rehearseCommand(parts: RehearseParts): Command {
  return new Command('rehearse')
    .description('diễn tập: mọi tin mà từng người sẽ nhận, không gửi đi tin nào')
    .option('--weeks <n>', 'số tuần', '4')
    .option('--json', 'in dạng JSON')
    .action(async (flags: { weeks: string; json?: true }) => {
      const weeks = readCount('--weeks', flags.weeks, WEEKS);
      const { timeZone } = parts.config;
      const { organization, notices, now, habits } = await parts.withDatabase(async (db) => {
        const at = await parts.now(db);
        const { units } = await loadRemindersNeeded(db, officeScope(), at, timeZone);
        return {
          organization: await loadOrganization(db),
          notices: await loadNotices(db),
          now: at,
          habits: units.filter(({ bestHour }) => bestHour !== undefined),
        };
      });
      if (isEmpty(organization)) throw new Refused(SIMULATION.noOrganization);
      const rehearsal = await parts.rehearse({ organization, notices, now, weeks });
      if (flags.json) return parts.print(JSON.stringify({ ...rehearsal, habits }));
      for (const line of wordRehearsal(rehearsal, timeZone)) parts.print(line);
      for (const line of wordHabits(habits)) parts.print(line);
    });
}

function isEmpty({ units, forms }: OrganizationFile): boolean {
  return units.length === 0 || forms.length === 0;
}
