/** Composed, without zero-width characters and outer blanks: as it is stored and shown. Undefined: nothing is left. */
export function tidy(text: string): string | undefined {
  const words = text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
  return words === '' ? undefined : words;
}
