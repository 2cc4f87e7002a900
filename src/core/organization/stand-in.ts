/** What a person who was named as a stand-in said to it. */
export type StandInAnswer = 'agreed' | 'declined';
