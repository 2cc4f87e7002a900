/** To someone whose post has passed to another, or to nobody yet. */
export type PostReply = {
  readonly kind: 'post-passed';
  readonly title: string;
  /** The name of the unit or body. */
  readonly place: string;
  /** The successor's name; null: the post is vacant. */
  readonly to: string | null;
};
