import { Command, CommanderError } from 'commander';
import { Fault, Refused } from '../core/errors.ts';
import type { DoctorParts } from './doctor.ts';
import type { InvitesParts } from './invites.ts';
import type { RehearseParts } from './rehearse.ts';
import type { SimulateParts } from './simulate.ts';
import type { TickParts } from './tick.ts';
import type { ZaloParts } from './zalo.ts';

const REFUSED = 1;
const USAGE = 2;

export type ProgramParts = TickParts &
  SimulateParts &
  RehearseParts &
  ZaloParts &
  DoctorParts &
  InvitesParts & { start(): Promise<void> };

/** Carries out a command line. Returns the exit status; what went wrong is said in one line. */
export async function runProgram(parts: ProgramParts, argv: readonly string[]): Promise<number> {
  try {
    const program = await buildProgram(parts, argv[2]);
    await program.parseAsync([...argv]);
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

/** Each is loaded only when it is used or all are named: the service stays without what a file of an organisation needs. */
const COMMANDS: Readonly<Record<string, (parts: ProgramParts) => Promise<Command>>> = {
  start: async (parts) => (await import('./start.ts')).startCommand(() => parts.start()),
  migrate: async (parts) => (await import('./migrate.ts')).migrateCommand(parts),
  org: async (parts) => (await import('./org.ts')).orgCommand(parts),
  invites: async (parts) => (await import('./invites.ts')).invitesCommand(parts),
  form: async (parts) => (await import('./form.ts')).formCommand(parts),
  parse: async (parts) => (await import('./parse.ts')).parseCommand(parts),
  calendar: async (parts) => (await import('./calendar.ts')).calendarCommand(parts),
  periods: async (parts) => (await import('./periods.ts')).periodsCommand(parts),
  tick: async (parts) => (await import('./tick.ts')).tickCommand(parts),
  simulate: async (parts) => (await import('./simulate.ts')).simulateCommand(parts),
  rehearse: async (parts) => (await import('./rehearse.ts')).rehearseCommand(parts),
  digest: async (parts) => (await import('./digest.ts')).digestCommand(parts),
  reports: async (parts) => (await import('./reports.ts')).reportsCommand(parts),
  verify: async (parts) => (await import('./verify.ts')).verifyCommand(parts),
  zalo: async (parts) => (await import('./zalo.ts')).zaloCommand(parts),
  doctor: async (parts) => (await import('./doctor.ts')).doctorCommand(parts),
};

async function buildProgram(parts: ProgramParts, wanted: string | undefined): Promise<Command> {
  const program = new Command('hai-chieu').description('Báo cáo hai chiều qua tin nhắn');
  const known = wanted !== undefined && Object.hasOwn(COMMANDS, wanted) ? COMMANDS[wanted] : undefined;
  const loading = (known ? [known] : Object.values(COMMANDS)).map((load) => load(parts));
  for (const command of await Promise.all(loading)) program.addCommand(command);
  throwInsteadOfExit(program);
  return program;
}

/** Commander would exit with 1 for a wrong usage, which is 2 here. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}
