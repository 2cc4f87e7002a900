import type { DocumentStyle } from './organization.ts';

/** What a body's documents say of the body itself: names as the organisation has them. */
export type Office = {
  readonly style: DocumentStyle;
  readonly body: string;
  /** The unit that the body is of. */
  readonly unit: string;
  /** Its leading posts in the organisation's order; null: nobody holds it. */
  readonly leaders: readonly { readonly title: string; readonly holder: string | null }[];
};
