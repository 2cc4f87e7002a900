/** Writes one document and ends: its content (v8's serialization) on standard input, what was written, likewise, on standard output. Started by in-child.ts. */
import { buffer } from 'node:stream/consumers';
import { deserialize, serialize } from 'node:v8';
import { writeDocument, type DocumentContent } from './write.ts';

const content: DocumentContent = deserialize(await buffer(process.stdin));
process.stdout.write(serialize(await writeDocument(content)));
