import type { ApiAnswer, ZaloOaApi } from './api.ts';

/** What Zalo keeps of a template, by its number. `api`: of the host where templates go to phone numbers. */
export function askTemplate(api: Pick<ZaloOaApi, 'get'>, id: string, timeoutMs: number): Promise<ApiAnswer> {
  const query = new URLSearchParams({ template_id: id }).toString();
  return api.get(`/template/info/v2?${query}`, { timeoutMs });
}
