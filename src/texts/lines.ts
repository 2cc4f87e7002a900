import type { RichText, TextPart } from '../core/messages.ts';

/** A line of a message; undefined leaves no line behind. */
export type Line = string | RichText | undefined;

export function bold(text: string): TextPart {
  return { bold: text };
}

/** Lines under one another. */
export function message(...lines: readonly Line[]): RichText {
  const shown = lines.filter((line) => line !== undefined);
  return shown.flatMap((line, index): TextPart[] => {
    const parts = typeof line === 'string' ? [line] : line;
    return index === 0 ? [...parts] : ['\n', ...parts];
  });
}
