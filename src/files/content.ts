import { createHash } from 'node:crypto';
import type { Executor } from '../db/connect.ts';
import { storeContent } from '../db/queries/fetches.ts';
import { sniffType } from './sniff.ts';

/** SHA-256 in hex, by which content is stored once however often and by whomever it is sent. */
export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Keeps what a demo phone is about to send, as a platform would, whatever it is; gives the name to fetch it by. */
export async function storeUpload(db: Executor, content: Buffer): Promise<string> {
  const hash = hashOf(content);
  await storeContent(db, { hash, mediaType: sniffType(content) ?? 'application/octet-stream', content });
  return hash;
}
