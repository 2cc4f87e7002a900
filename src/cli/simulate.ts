import { Command } from 'commander';
import type { Outcome } from '../core/simulation/outcome.ts';
import { loadNotices } from '../db/queries/holidays.ts';
import { renderPicture } from '../pictures/render.ts';
import type { Simulation } from '../simulation/simulate.ts';
import { SIMULATION, wordSimulation } from '../texts/simulation.ts';
import { pictureOfSimulation } from '../texts/simulation-picture.ts';
import { readCount } from './count.ts';
import { checkWritable, writeBytes } from './output.ts';
import type { CliParts } from './parts.ts';

export type SimulateParts = CliParts & { simulate(simulation: Simulation): Promise<Outcome> };

type Flags = {
  readonly weeks: string;
  readonly units: string;
  readonly seed: string;
  readonly picture?: string;
  readonly importedHolidays?: true;
  readonly json?: true;
};

const LIMITS = {
  weeks: { least: 1, most: 260 },
  units: { least: 1, most: 5_000 },
  seed: { least: 0, most: 2 ** 31 },
} as const;

export function simulateCommand(parts: SimulateParts): Command {
  return new Command('simulate')
    .description('cho một huyện giả định làm việc nhiều tuần trên đồng hồ chạy nhanh')
    .option('--weeks <n>', 'số tuần', '8')
    .option('--units <n>', 'số đơn vị', '8')
    .option('--seed <n>', 'số mầm: cùng số thì cùng diễn biến', '1')
    .option('--picture <tệp>', 'vẽ thêm biểu đồ các tuần vào một tệp PNG')
    .option('--imported-holidays', 'theo ngày nghỉ đã nhập bằng calendar import (nếu bỏ qua: bảng có sẵn)')
    .option('--json', 'in dạng JSON')
    .action(async (flags: Flags) => {
      const weeks = readCount('--weeks', flags.weeks, LIMITS.weeks);
      const units = readCount('--units', flags.units, LIMITS.units);
      const seed = readCount('--seed', flags.seed, LIMITS.seed);
      if (flags.picture !== undefined) await checkWritable(flags.picture);
      const notices = flags.importedHolidays ? await parts.withDatabase(loadNotices) : [];
      if (flags.importedHolidays) parts.say(SIMULATION.holidays(notices.map(({ year }) => year)));
      const outcome = await parts.simulate({
        weeks,
        units,
        seed,
        notices,
        progress: (done) => parts.say(SIMULATION.weekDone(Math.min(done, weeks), weeks)),
      });
      if (flags.picture !== undefined) {
        const { option, ...size } = pictureOfSimulation(outcome, { units, seed });
        await writeBytes(parts, flags.picture, await renderPicture(option, size));
      }
      if (flags.json) return parts.print(JSON.stringify(outcome));
      for (const line of wordSimulation(outcome)) parts.print(line);
    });
}
