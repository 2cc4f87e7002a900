import { deserialize, serialize } from 'node:v8';
import { makeInChild } from '../child.ts';
import type { DocumentContent, WrittenDocument } from './write.ts';

const WRITE = new URL('write-child.ts', import.meta.url);
const LIMITS = { seconds: 60, megabytes: 512 };

/**
 * As `writeDocument`, in a process of its own: neither the libraries' memory nor the seconds that a large document takes are the
 * service's. Throws ChildFailed when it cannot be written within its limits.
 */
export async function writeInChild(content: DocumentContent): Promise<WrittenDocument> {
  const written: WrittenDocument = deserialize(await makeInChild(WRITE, serialize(content), LIMITS));
  return written;
}
