export type NotedLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly line: string;
};

/** A logger that keeps what the operator would read. */
export function notedLog() {
  const lines: NotedLine[] = [];
  const note = (level: NotedLine['level']) => (fields: object, line: string) => {
    lines.push({ level, fields, line });
  };
  return { lines, log: { info: note('info'), warn: note('warn'), error: note('error') } };
}
