/** Why a platform takes no message to a chat. `refused`: the person wants none. */
export type BlockedBecause = 'window-closed' | 'not-following' | 'refused' | 'gone';

/** How many people no message reaches, by why the chat that they used last takes none; `unknown`: the platform does not tell. */
export type BlockedCounts = Readonly<Partial<Record<BlockedBecause | 'unknown', number>>>;
