/** Where each platform serves its API, by the setting that can name another server. */
export const OFFICIAL_ROOTS = {
  TELEGRAM_API_ROOT: 'https://api.telegram.org',
  ZALO_BOT_API_ROOT: 'https://bot-api.zaloplatforms.com',
  ZALO_OA_API_ROOT: 'https://openapi.zalo.me',
  ZALO_OAUTH_ROOT: 'https://oauth.zaloapp.com',
  ZALO_ZNS_API_ROOT: 'https://business.openapi.zalo.me',
} as const;

export type RootName = keyof typeof OFFICIAL_ROOTS;
