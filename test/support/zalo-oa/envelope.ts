import type { JsonObject } from '../platform-http.ts';

/** `error` 0 is the only success; failures come with HTTP 200 too. */
export const done = (data?: unknown): JsonObject => ({
  error: 0,
  message: 'Success',
  ...(data !== undefined && { data }),
});

export const refused = (error: number, message: string): JsonObject => ({ error, message });
