import type { Item } from '../replies.ts';

/** What another person entered since this one last wrote. */
export type News = { readonly name: string; readonly items: readonly Item[] };
