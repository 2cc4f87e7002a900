import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CarriedFile } from '../channel.ts';
import type { ApiAnswer, ApiFailure, ZaloOaApi } from './api.ts';

/** What was handed over lives seven days at Zalo; it is handed over again a day before. */
const LIFE_MS = 6 * 24 * 3_600_000;
/** Files at most that are remembered; each is a few words. */
const MOST = 200;
/** A file of some megabytes takes its time. */
const UPLOAD_TIMEOUT_MS = 60_000;

export type BytesFile = Extract<CarriedFile, { kind: 'bytes' }>;

export type Asset =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly failure: ApiFailure };

/** Hands files over to Zalo, the same content once: uploads are limited by the month. An upload that is repeated harms nobody. */
export type Assets = {
  idOf(file: BytesFile): Promise<Asset>;
  /** Zalo does not know it any more. */
  forget(file: BytesFile): void;
};

export function createAssets({
  api,
  clockMs = () => performance.now(),
}: {
  readonly api: Pick<ZaloOaApi, 'upload'>;
  /** Monotonic. */
  readonly clockMs?: () => number;
}): Assets {
  const known = new Map<string, { readonly id: string; readonly untilMs: number }>();
  return {
    async idOf(file) {
      const hash = hashOf(file);
      const before = known.get(hash);
      if (before && before.untilMs > clockMs()) return { ok: true, id: before.id };
      const answer = await upload(api, file);
      if (!answer.ok) return answer;
      const id = assetSchema.safeParse(answer.data).data;
      if (id === undefined)
        return {
          ok: false,
          failure: { kind: 'refused', code: 0, description: 'no name of what was uploaded' },
        };
      if (known.size >= MOST) known.clear();
      known.set(hash, { id, untilMs: clockMs() + LIFE_MS });
      return { ok: true, id };
    },
    forget(file) {
      known.delete(hashOf(file));
    },
  };
}

function upload(api: Pick<ZaloOaApi, 'upload'>, { format, name, bytes }: BytesFile): Promise<ApiAnswer> {
  const path = `/v2.0/oa/upload/${format === 'png' ? 'image' : 'file'}`;
  return api.upload(path, { name, content: Buffer.from(bytes) }, { timeoutMs: UPLOAD_TIMEOUT_MS });
}

function hashOf({ format, name, bytes }: BytesFile): string {
  return createHash('sha256').update(`${format} ${name} `).update(bytes).digest('hex');
}

/** An image has one key, a file the other; sources differ, so both are read. */
const assetSchema = z
  .object({ attachment_id: z.string().min(1).optional(), token: z.string().min(1).optional() })
  .transform(({ attachment_id: id, token }) => id ?? token);
