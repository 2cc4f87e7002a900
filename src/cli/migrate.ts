import { Command } from 'commander';
import { COMMANDS } from '../texts/commands.ts';
import type { CliParts } from './parts.ts';

export function migrateCommand(parts: CliParts): Command {
  return new Command('migrate')
    .description('tạo cơ sở dữ liệu nếu chưa có và đưa lên bản mới nhất')
    .action(async () => {
      await parts.withDatabase(async () => {});
      parts.say(COMMANDS.migrated);
    });
}
