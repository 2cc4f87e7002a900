import { z } from 'zod';
import { LIVE_CHECK_MS } from '../channels/live-check.ts';
import type { AddressCheck } from '../core/organization/live-check.ts';

/** Asks whether PUBLIC_URL leads to a service of ours. Never throws; ends within 10 s. */
export async function checkAddress(publicUrl: string): Promise<AddressCheck> {
  return { asked: 'address', origin: new URL(publicUrl).origin, result: await askHealth(publicUrl) };
}

async function askHealth(publicUrl: string): Promise<AddressCheck['result']> {
  try {
    const response = await fetch(`${publicUrl}/healthz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(LIVE_CHECK_MS),
    });
    const isOurs = response.status === 200 && (await response.text()) === 'ok\n';
    return isOurs ? { kind: 'ok' } : { kind: 'other', status: response.status };
  } catch (error) {
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
}

const caught = z.union([
  z.object({ cause: z.object({ code: z.string() }) }).transform(({ cause }) => cause.code),
  z.object({ name: z.literal('TimeoutError') }).transform(() => `no answer within ${LIVE_CHECK_MS / 1000} s`),
]);

function reasonOf(error: unknown): string {
  return caught.safeParse(error).data ?? 'the call failed';
}
