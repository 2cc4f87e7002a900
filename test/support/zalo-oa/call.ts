import type { IncomingMessage } from 'node:http';
import { jsonObject, readAll, type JsonObject } from '../platform-http.ts';

/** A call of one of the two API hosts. */
export type Call = {
  readonly path: string;
  /** `POST /v3.0/oa/message/cs` */
  readonly route: string;
  /** Of a GET its parameters, which may travel as one JSON value named `data`. */
  readonly body: JsonObject;
  readonly raw: Buffer<ArrayBuffer>;
  readonly contentType: string;
};

export async function readCall(request: IncomingMessage): Promise<Call> {
  const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://zalo');
  const { data = '', ...plain } = Object.fromEntries(searchParams);
  const raw = await readAll(request);
  const contentType = request.headers['content-type'] ?? '';
  const sent = contentType.startsWith('application/json') ? jsonObject(String(raw)) : {};
  return {
    path,
    route: `${request.method} ${path}`,
    body: { ...plain, ...jsonObject(data), ...sent },
    raw,
    contentType,
  };
}

export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
