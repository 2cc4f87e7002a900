/**
 * Consonants and digits only. No look-alikes (0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V W), and nothing that a Vietnamese keyboard
 * turns into another letter (Telex: aa, dd, w; VNI: a6, d9). Every Vietnamese syllable has a vowel, so words never look like codes.
 */
const LETTERS = 'CFHJKMNPRTVX';
const DIGITS = '23456789';
const ALPHABET = LETTERS + DIGITS;
const ONLY_CODE_LETTERS = new RegExp(`^[${ALPHABET}]+$`);
const GROUP_LENGTH = 5;
const CODE_LENGTH = 2 * GROUP_LENGTH;
/** About 10¹³ codes: with 10,000 open ones a guess succeeds once in 10⁹. */
const WHOLE_BYTES = Math.floor(256 / ALPHABET.length) * ALPHABET.length;

/** More codes in one message are not a slip but a search. */
const MOST_CANDIDATES = 3;
/** Codes stand near the beginning; what follows is not searched. */
const SEARCHED_LENGTH = 1_000;

/**
 * The code that a keyed hash stands for: 10 characters, with a letter and a digit in each half. Undefined when these bytes make
 * none; the caller then hashes again.
 */
export function inviteCodeFrom(hash: Uint8Array): string | undefined {
  // Bytes beyond the last whole multiple would make some letters likelier than others.
  const letters = [...hash]
    .filter((byte) => byte < WHOLE_BYTES)
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length));
  for (let start = 0; start + CODE_LENGTH <= letters.length; start += GROUP_LENGTH) {
    const code = letters.slice(start, start + CODE_LENGTH).join('');
    if (isMixed(code.slice(0, GROUP_LENGTH)) && isMixed(code.slice(GROUP_LENGTH))) return code;
  }
  return undefined;
}

function isMixed(text: string): boolean {
  return /[A-Z]/i.test(text) && /\d/.test(text);
}

/** As it is shown to people: "C7KPT-4XNRH" is read and typed with fewer slips. */
export function spokenCode(code: string): string {
  return `${code.slice(0, GROUP_LENGTH)}-${code.slice(GROUP_LENGTH)}`;
}

const EXPLICIT = /(?:#\s?|\/start(?:@\w+)?\s+|[?&]start=)([A-Za-z0-9]{6,24})(?![\p{L}\p{M}\p{N}])/gu;
const GROUPED = /(?<![\p{L}\p{M}\p{N}])([A-Za-z0-9]{5})[\s.-]{1,3}([A-Za-z0-9]{5})(?![\p{L}\p{M}\p{N}])/gu;
const BARE = /(?<=^|[^\p{L}\p{M}\p{N}]|mã)([A-Za-z0-9]{8,12})(?![\p{L}\p{M}\p{N}])/giu;

/**
 * What may be invite codes in a message, in capitals, the likeliest first, at most three: after `#` or `/start`, in two groups
 * ("C7KPT-4XNRH"), or a bare word of letters and digits ("mã C7KPT4XNRH"). Wrong codes are found too, so that they can be counted;
 * in a chat that is linked already a candidate that does not exist is just a word.
 */
export function findInviteCodes(text: string): string[] {
  const searched = text.slice(0, SEARCHED_LENGTH).normalize('NFKC');
  const found = new Set<string>();
  for (const match of searched.matchAll(EXPLICIT)) found.add(upper(match[1]));
  for (const match of searched.matchAll(GROUPED)) {
    const [first, second] = [upper(match[1]), upper(match[2])];
    if (isCodeGroup(first) && isCodeGroup(second)) found.add(first + second);
  }
  for (const match of searched.matchAll(BARE)) {
    const word = upper(match[1]);
    if (isMixed(word)) found.add(withoutPrefix(word));
  }
  const alone = searched.trim();
  // A whole message of eight capitals is meant as a code, if a wrong one.
  if (/^[A-Z]{8}$/.test(alone)) found.add(alone);
  return [...found].slice(0, MOST_CANDIDATES);
}

function isCodeGroup(group: string): boolean {
  return isMixed(group) && ONLY_CODE_LETTERS.test(group);
}

/** "maC7KPT4XNRH", typed without a space. */
function withoutPrefix(word: string): string {
  return word.length === CODE_LENGTH + 2 && word.startsWith('MA') ? word.slice(2) : word;
}

function upper(text: string | undefined): string {
  return (text ?? '').toUpperCase();
}
