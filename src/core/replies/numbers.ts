/** A number was typed that may mean what was offered before or after it; `isFollowed`: by the question that is open. */
export type NumberReply = { readonly kind: 'number-unclear'; readonly isFollowed: boolean };
