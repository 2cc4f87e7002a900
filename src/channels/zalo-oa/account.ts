import { z } from 'zod';
import type { ZaloAccount } from '../../core/organization/live-check.ts';
import { opaqueId, optionalText } from '../inbound-values.ts';

/** Where Zalo describes the account that the token is for; version 2 is the newest of it. */
export const ACCOUNT_PATH = '/v2.0/oa/getoa';

const word = optionalText.transform((text) => (text === '' ? undefined : text));

const accountSchema = z
  .object({
    oa_id: opaqueId.optional().catch(undefined),
    name: word,
    is_verified: z.boolean().optional().catch(undefined),
    package_name: word,
    linked_ZCA: word,
  })
  .catch({
    oa_id: undefined,
    name: undefined,
    is_verified: undefined,
    package_name: undefined,
    linked_ZCA: undefined,
  });

/** Tolerant: what Zalo does not say, or says otherwise than it used to, is undefined. */
export function accountIn(data: unknown): ZaloAccount {
  const told = accountSchema.parse(data);
  return {
    id: told.oa_id,
    name: told.name,
    isVerified: told.is_verified,
    packageName: told.package_name,
    cloudAccount: told.linked_ZCA,
  };
}
