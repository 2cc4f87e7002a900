import { Command } from 'commander';

/** Runs until it is told to stop. */
export function startCommand(start: () => Promise<void>): Command {
  return new Command('start').description('chạy dịch vụ: kênh nhắn tin, nhắc việc, trang web').action(start);
}
