/** Combining grave, acute, tilde, hook above, dot below: the five tones. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** How a word is compared when it was typed with diacritics: case, spaces and the place of the tone (hoà, hòa) do not count. */
export function exactKey(text: string): string {
  return words(text)
    .map((word) => {
      const letters = word.normalize('NFD');
      return letters.replaceAll(TONES, '') + (letters.match(TONES) ?? []).join('');
    })
    .join(' ');
}

/** How a word is compared when it was typed without diacritics. */
export function bareKey(text: string): string {
  return withoutMarks(words(text).join(' '));
}

/** The text as typed without diacritics. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

/** Lower-case words of letters and digits; punctuation separates. */
export function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
