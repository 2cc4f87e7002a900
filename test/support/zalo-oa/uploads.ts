import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../platform-http.ts';
import { DAY_MS, vietnamMonth, type FakeClock } from './clock.ts';
import { done, refused } from './envelope.ts';

export type UploadKind = 'image' | 'gif' | 'file';

export type Asset = {
  readonly id: string;
  readonly kind: UploadKind;
  readonly name: string;
  readonly content: Buffer;
  /** In which it was uploaded: `2027-01`. */
  readonly month: string;
  readonly diesMs: number;
};

export type Uploads = {
  /** What POST /v2.0/oa/upload/… answers to a multipart body with the part `file`. */
  take(kind: UploadKind, body: Buffer<ArrayBuffer>, contentType: string): Promise<JsonObject>;
  /** An asset that lives; undefined when it never was or is older than seven days. */
  living(id: string, ...kinds: readonly UploadKind[]): Asset | undefined;
};

const KINDS = {
  image: { mostBytes: 1024 * 1024, extension: /\.(?:jpe?g|png)$/i },
  gif: { mostBytes: 5 * 1024 * 1024, extension: /\.gif$/i },
  file: { mostBytes: 5 * 1024 * 1024, extension: /\.(?:pdf|docx?|csv)$/i },
} as const;

const LIFE_MS = 7 * DAY_MS;

export function createUploads(clock: FakeClock, monthlyUploads: number): Uploads {
  const assets = new Map<string, Asset>();
  return {
    async take(kind, body, contentType) {
      const part = await filePart(body, contentType);
      if (!part) return refused(-201, 'file is invalid');
      const { mostBytes, extension } = KINDS[kind];
      if (!extension.test(part.name)) return refused(-201, 'file type is not supported');
      if (part.size > mostBytes) return refused(-210, 'file is too large');
      const month = vietnamMonth(clock.now());
      if ([...assets.values()].filter((asset) => asset.month === month).length >= monthlyUploads)
        return refused(-211, 'out of upload quota');
      const id = randomBytes(18).toString('base64url');
      const content = Buffer.from(await part.arrayBuffer());
      assets.set(id, { id, kind, name: part.name, content, month, diesMs: clock.now() + LIFE_MS });
      return done(kind === 'file' ? { token: id } : { attachment_id: id });
    },
    living(id, ...kinds) {
      const asset = assets.get(id);
      return asset && kinds.includes(asset.kind) && asset.diesMs > clock.now() ? asset : undefined;
    },
  };
}

async function filePart(body: Buffer<ArrayBuffer>, contentType: string): Promise<File | undefined> {
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    const part = form.get('file');
    return part instanceof File && part.size > 0 ? part : undefined;
  } catch {
    return undefined;
  }
}
