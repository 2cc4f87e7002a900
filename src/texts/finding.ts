/** A line of `doctor`. */
export type Finding = { readonly text: string; readonly isFault: boolean };

/** What a line of `doctor` says, before it is set in line with the others. */
export type Graded = { readonly text: string; readonly grade: 'fine' | 'note' | 'fault' };

export const fine = (text: string): Finding => ({ text: `ổn    ${text}`, isFault: false });
export const note = (text: string): Finding => ({ text: `lưu ý ${text}`, isFault: false });
export const fault = (text: string): Finding => ({ text: `LỖI   ${text}`, isFault: true });

const GRADES = { fine, note, fault } as const;

export function findingOf({ text, grade }: Graded): Finding {
  return GRADES[grade](text);
}
