import type { Facts, Log } from '../../src/log.ts';

export type NotedLine = {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly facts: Facts;
};

/** A log that keeps what the operator would read, but for the description of errors. */
export function notedLog(): { readonly log: Log; readonly lines: readonly NotedLine[] } {
  const lines: NotedLine[] = [];
  const logWith = (fixed: Facts): Log => {
    const note =
      (level: NotedLine['level']) =>
      (event: string, facts: Facts = {}) => {
        lines.push({ level, event, facts: { ...fixed, ...facts } });
      };
    return {
      debug: note('debug'),
      info: note('info'),
      warn: note('warn'),
      error: note('error'),
      with: (facts) => logWith({ ...fixed, ...facts }),
    };
  };
  return { log: logWith({}), lines };
}
