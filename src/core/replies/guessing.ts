/** To coordinators: somebody tried that many invite codes in one chat, none of which exists. */
export type GuessingReply = { readonly kind: 'guessing-told'; readonly codes: number };
