import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/hai-chieu.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** The real service as a process of its own. */
export type Service = {
  /** What it printed until it was up. */
  readonly banner: readonly string[];
  /** Its log so far, line by line. */
  readonly log: readonly string[];
  readonly url: string;
  readonly pid: number;
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** The program is started as people start it, by its first line, which asks the path for Node: for the one that runs this. */
function environment(extra: Environment): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  return { PATH: path, LOG_LEVEL: 'warn', APP_SECRET: 'a secret for tests only', ...extra };
}

/** A service that may still be on its way up. */
export type StartingService = {
  /** Resolves when it serves, rejects with what it said when it ends instead. */
  readonly up: Promise<Service>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<unknown>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** Starts `hai-chieu start` on a free port. */
export function beginService(extra: Environment): StartingService {
  const child = spawn(MAIN, ['start'], { env: environment({ PORT: '0', ...extra }) });
  const ended = once(child, 'exit');
  const banner: string[] = [];
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const lines = createInterface({ input: child.stdout });
  async function kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    child.kill(signal);
    await ended;
  }
  const url = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      banner.push(line);
      const address = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
      // The banner's last line names what comes next, or what to do first.
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`the service ended: ${log.join('\n')}`)));
  });
  const up = url.then((address) => ({ banner, log, url: address, pid: child.pid ?? -1, kill }));
  // Whoever only waits for the end is not told of it twice.
  up.catch(() => {});
  return { up, ended, kill };
}

/** Starts `hai-chieu start` on a free port; resolves when it serves, rejects with what it said when it ends instead. */
export function startService(extra: Environment): Promise<Service> {
  return beginService(extra).up;
}

export type CommandResult = { readonly status: number; readonly out: string; readonly err: string };

/** Runs a command line as a process of its own. */
export async function runHaiChieu(
  words: readonly string[],
  extra: Environment,
  input = '',
): Promise<CommandResult> {
  const child = spawn(MAIN, words, { env: environment(extra) });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end(input);
  await once(child, 'close');
  return { status: child.exitCode ?? -1, out, err };
}
