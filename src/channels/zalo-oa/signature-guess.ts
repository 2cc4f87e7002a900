import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { givenSignature, isSame, signedPartsOf, type Signing } from './signature.ts';

type Keys = Signing & { readonly appSecret: string };

/**
 * Names the way in which a call is signed that `isSigned` does not accept, of those that other projects report: undefined where none
 * fits. For the operator alone, nothing is accepted by it; what it names holds no secret.
 */
export function guessSignature(
  body: Uint8Array,
  header: string | undefined,
  { appId, appSecret, oaSecret }: Keys,
): string | undefined {
  const event = signedPartsOf(body);
  const given = givenSignature(header);
  if (!event || given.length === 0) return undefined;
  const firsts = [
    { name: 'app id', value: appId },
    ...event.accounts.map((value) => ({ name: 'account id', value })),
    { name: undefined, value: '' },
  ];
  const moments = [
    { name: 'timestamp', value: event.timestamp },
    { name: undefined, value: '' },
  ];
  const keys = [
    { name: 'ZALO_OA_SECRET', value: oaSecret },
    { name: 'ZALO_OA_APP_SECRET', value: appSecret },
  ];
  for (const first of firsts)
    for (const moment of moments)
      for (const key of keys) {
        const parts = [first.name, 'body', moment.name].filter((name) => name !== undefined);
        const whole = [first.value, body, moment.value];
        if (isSame(digest(createHash('sha256'), [...whole, key.value]), given))
          return `SHA-256 of ${[...parts, key.name].join(' + ')}`;
        if (isSame(digest(createHmac('sha256', key.value), whole), given))
          return `HMAC-SHA-256 of ${parts.join(' + ')} with ${key.name}`;
      }
  return undefined;
}

type Digesting = { update(part: string | Uint8Array): unknown; digest(encoding: 'hex'): string };

function digest(hash: Digesting, parts: readonly (string | Uint8Array)[]): Buffer {
  for (const part of parts) hash.update(part);
  return Buffer.from(hash.digest('hex'));
}

const HEX = z.string().regex(/^[0-9a-f]+$/);

/** What a signature looks like, without itself. */
export function signatureShape(header: string | undefined): string {
  const given = givenSignature(header).toString();
  if (given === '') return 'none';
  return `${given.length} ${HEX.safeParse(given).success ? 'hexadecimal digits' : 'characters'}`;
}
