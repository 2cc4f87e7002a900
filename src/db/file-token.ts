import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DIGEST_FILE_FORMATS, type DigestFile } from '../core/digest/digest-file.ts';
import { digestId, personId } from '../core/ids.ts';
import { isSigned, sign } from './link-signature.ts';

const TOKEN = /^([\w-]{1,400})\.([\w-]{32})$/;

export type FileLink = { readonly file: DigestFile; readonly until: Temporal.Instant };

/** What the address of a file holds: which one, whose, until when in real time, and a signature that only we can make. */
export function fileToken(secret: string, { file, until }: FileLink): string {
  const { person, format, form, body, period, sent = 0, template } = file;
  const seconds = Math.floor(until.epochMilliseconds / 1_000);
  const named = Buffer.from(JSON.stringify([person, format, form, body, period, sent, seconds, template]));
  const written = named.toString('base64url');
  return `${written}.${sign(secret, `digest-file ${written}`)}`;
}

/** Undefined for what we did not sign. Takes the same time for every guess. */
export function readFileToken(secret: string, token: string): FileLink | undefined {
  const [, written = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (written === '') return undefined;
  if (!isSigned(secret, `digest-file ${written}`, signature)) return undefined;
  const named: unknown = JSON.parse(Buffer.from(written, 'base64url').toString());
  const [person, format, form, body, period, sent, seconds, template] = link.parse(named);
  return {
    file: {
      person: personId(person),
      format,
      form,
      body,
      period,
      ...(sent === 0 ? {} : { sent: digestId(sent) }),
      ...(typeof template === 'string' ? { template } : {}),
    },
    until: Temporal.Instant.fromEpochMilliseconds(seconds * 1_000),
  };
}

const link = z.tuple([
  z.int(),
  z.enum(DIGEST_FILE_FORMATS),
  z.string(),
  z.string(),
  z.string(),
  z.int(),
  z.int(),
  // Links that were made before there were templates have none.
  z.string().nullish(),
]);
