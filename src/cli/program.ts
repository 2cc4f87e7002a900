import { Command, CommanderError } from 'commander';
import { Fault, Refused } from '../core/errors.ts';
import { calendarCommand } from './calendar.ts';
import { digestCommand } from './digest.ts';
import { doctorCommand } from './doctor.ts';
import { formCommand } from './form.ts';
import { invitesCommand } from './invites.ts';
import { migrateCommand } from './migrate.ts';
import { orgCommand } from './org.ts';
import { parseCommand } from './parse.ts';
import { periodsCommand } from './periods.ts';
import { rehearseCommand, type RehearseParts } from './rehearse.ts';
import { reportsCommand } from './reports.ts';
import { simulateCommand, type SimulateParts } from './simulate.ts';
import { startCommand } from './start.ts';
import { tickCommand, type TickParts } from './tick.ts';
import { verifyCommand } from './verify.ts';

const REFUSED = 1;
const USAGE = 2;

export type ProgramParts = TickParts & SimulateParts & RehearseParts & { start(): Promise<void> };

/** Carries out a command line. Returns the exit status; what went wrong is said in one line. */
export async function runProgram(parts: ProgramParts, argv: readonly string[]): Promise<number> {
  try {
    await buildProgram(parts).parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    return sayWhy(error, (line) => parts.say(line));
  }
}

/** One line for what is refused or broken; a bug of ours is thrown on with its stack. */
export function sayWhy(error: unknown, say: (line: string) => void): number {
  if (error instanceof Refused) say(error.message);
  else if (error instanceof Fault) say(error.forOperator);
  else throw error;
  return REFUSED;
}

function buildProgram(parts: ProgramParts): Command {
  const program = new Command('hai-chieu').description('Báo cáo hai chiều qua tin nhắn');
  const commands = [
    startCommand(() => parts.start()),
    migrateCommand(parts),
    orgCommand(parts),
    invitesCommand(parts),
    formCommand(parts),
    parseCommand(parts),
    calendarCommand(parts),
    periodsCommand(parts),
    tickCommand(parts),
    simulateCommand(parts),
    rehearseCommand(parts),
    digestCommand(parts),
    reportsCommand(parts),
    verifyCommand(parts),
    doctorCommand(parts),
  ];
  for (const command of commands) program.addCommand(command);
  throwInsteadOfExit(program);
  return program;
}

/** Commander would exit with 1 for a wrong usage, which is 2 here. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}
