import type { Token } from './tokens.ts';
import type { Span } from './understanding.ts';

/** What became of each token: nothing is dropped without being used, known noise, or quoted back. */
export class Account {
  readonly #tokens: readonly Token[];
  readonly #done: Uint8Array;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#done = new Uint8Array(tokens.length);
  }

  /** Tokens `first` to `end` (excluded) became part of a value, an intent or a doubt, or are noise. */
  use(first: number, end: number): void {
    for (let index = first; index < end; index += 1) this.#done[index] = 1;
  }

  isOpen(index: number): boolean {
    return index < this.#done.length && this.#done[index] === 0;
  }

  /** The words among tokens `first` to `end` (excluded), folded. */
  words(first: number, end: number): string {
    const words = this.#tokens.slice(first, end).filter((token) => token.kind === 'word');
    return words.map((token) => token.fold).join(' ');
  }

  /** Offsets in the message of tokens `first` to `end` (excluded). */
  span(first: number, end: number): Span {
    const start = this.#tokens[first]?.start ?? 0;
    return { start, end: Math.max(start, this.#tokens[end - 1]?.end ?? start) };
  }
}
