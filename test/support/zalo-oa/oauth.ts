import {
  answerOrFail,
  readAll,
  startPlatform,
  type Faults,
  type JsonObject,
  type PlatformServer,
} from '../platform-http.ts';
import { headerOf } from './call.ts';
import { oauthError, type Tokens } from './tokens.ts';

export type OauthParts = {
  readonly tokens: Tokens;
  readonly oaId: string;
  readonly faults: Faults;
  readonly saw: (path: string, body: JsonObject) => void;
};

/** The consent page, whose visitor always consents, and the exchange of codes and refresh tokens. */
export function startOauth({ tokens, oaId, faults, saw }: OauthParts): Promise<PlatformServer> {
  return startPlatform(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://zalo');
    const form = new URLSearchParams(String(await readAll(request)));
    saw(pathname, Object.fromEntries([...searchParams, ...form]));
    if (pathname === '/v4/oa/permission') {
      const location = consentedAddress(searchParams, tokens, oaId);
      response.writeHead(302, { location }).end();
      return;
    }
    await answerOrFail(response, faults.take(pathname), oauthError, () =>
      request.method === 'POST' && pathname === '/v4/oa/access_token'
        ? tokens.exchange(form, headerOf(request, 'secret_key'))
        : oauthError(-14_001, 'no such API'),
    );
  });
}

function consentedAddress(asked: URLSearchParams, tokens: Tokens, oaId: string): string {
  const back = new URL(asked.get('redirect_uri') ?? 'https://redirect-uri-missing.invalid');
  back.searchParams.set('code', tokens.consent(asked.get('code_challenge') ?? undefined));
  back.searchParams.set('oa_id', oaId);
  const state = asked.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return back.href;
}
