/** What hinders a platform from posting to an address. */
export type AddressFault = 'missing' | 'not-https' | 'not-public' | 'port';

/** Names that only a network of one's own knows. */
const PRIVATE_NAME = /^localhost$|^[^.]+$|\.(?:localhost|local|internal|lan)$/i;
const NUMBERS = /^\[|^[\d.]+$/;

/** Platforms post to https at a public name; Zalo's Official Accounts also want its own port. Undefined: nothing hinders. */
export function addressFault(publicUrl: string | undefined): AddressFault | undefined {
  if (publicUrl === undefined) return 'missing';
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== 'https:') return 'not-https';
  if (PRIVATE_NAME.test(hostname) || NUMBERS.test(hostname)) return 'not-public';
  return port === '' ? undefined : 'port';
}
