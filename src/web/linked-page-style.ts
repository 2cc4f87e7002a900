import { readFileSync } from 'node:fs';

/** What all linked pages share (`pages/frame.ts`), with the rules of one of them behind it. */
export function linkedPageStyle(ownFile: string): string {
  return read('frame.css') + read(ownFile);
}

function read(file: string): string {
  return readFileSync(new URL(`./pages/${file}`, import.meta.url), 'utf8');
}
