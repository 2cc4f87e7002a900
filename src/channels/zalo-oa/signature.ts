import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a webhook call of Zalo is signed with. */
export type Signing = { readonly appId: string; readonly oaSecret: string };

const signed = z.object({
  timestamp: z.union([z.string(), z.number().transform(String)]),
  oa_id: z.string().optional().catch(undefined),
  recipient: z
    .object({ id: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  sender: z
    .object({ id: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/**
 * Whether Zalo signed this body: SHA-256 (no HMAC) of the app's id, the body byte for byte, its `timestamp` and the account's secret
 * key. Sources report that the account's id may stand in the place of the app's, so both are tried; neither can be made without the
 * secret. Takes the same time for every guess. `header`: hexadecimal in any case, maybe after `mac=`.
 */
export function isSigned(
  body: Uint8Array,
  header: string | undefined,
  { appId, oaSecret }: Signing,
): boolean {
  const event = signedPartsOf(body);
  if (!event) return false;
  const given = givenSignature(header);
  const matches = [appId, ...event.accounts].map((first) => {
    const own = createHash('sha256').update(first).update(body).update(event.timestamp).update(oaSecret);
    return isSame(Buffer.from(own.digest('hex')), given);
  });
  return matches.includes(true);
}

/** What of an event is signed beside its body: its moment, and the ids that may be the account's. Undefined: it is no event. */
export function signedPartsOf(
  body: Uint8Array,
): { readonly timestamp: string; readonly accounts: readonly string[] } | undefined {
  const event = signed.safeParse(parseJson(body)).data;
  if (!event) return undefined;
  const ids = [event.oa_id, event.recipient?.id, event.sender?.id].filter((id) => id !== undefined);
  return { timestamp: event.timestamp, accounts: ids };
}

export function givenSignature(header: string | undefined): Buffer {
  return Buffer.from((header ?? '').replace(/^mac=/i, '').toLowerCase());
}

export function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
