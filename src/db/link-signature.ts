import { createHmac, timingSafeEqual } from 'node:crypto';

/** 192 bits of the signature, as 32 characters. */
const SIGNATURE_LENGTH = 32;

/** What only we can make of words; each kind of link begins them in its own way, so that none passes for another. */
export function sign(secret: string, what: string): string {
  return createHmac('sha256', secret).update(what).digest('base64url').slice(0, SIGNATURE_LENGTH);
}

/** Takes the same time for every guess. */
export function isSigned(secret: string, what: string, signature: string): boolean {
  const [own, given] = [Buffer.from(sign(secret, what)), Buffer.from(signature)];
  return own.length === given.length && timingSafeEqual(own, given);
}
