#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node --max-semi-space-size=4 --heap-growing-percent=30
// The first line keeps the memory under load at a third: V8 would let what is young grow to 128 MiB and what is old to several times
// what is in use before it looks for what is garbage, and each thread would have a heap of its own for what is not JavaScript. It
// costs a tenth of the CPU. Nothing is limited by it: who needs more gets it.
//
// Keeps what Node compiles, so that each later start needs no stripper of types: half a second and 20 MiB less. Only a program in
// plain JavaScript needs none itself. The folder belongs to who installed the program, like the code; where it cannot be written,
// nothing is kept and nothing else changes.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/hai-chieu'));
await import('./main.ts');
