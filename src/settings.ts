import { readFileSync } from 'node:fs';
import { Refused } from './core/errors.ts';
import { OFFICIAL_ROOTS, type RootName } from './core/organization/official-roots.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable, or of the file that its `_FILE` names; undefined where it is absent or empty. */
export type Setting = (name: string) => string | undefined;

export function readSetting(environment: Environment, name: string): string | undefined {
  const direct = environment[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = environment[`${name}_FILE`];
  if (file === undefined || file === '') return undefined;
  const value = readSecretFile(name, file);
  // An empty one is a mistake of the deployment: without a token this would become a demonstration.
  if (value === '')
    throw new Refused(`${name}_FILE: ${file} không có gì; xin ghi giá trị vào tệp, hoặc đặt ${name}`);
  return value;
}

function readSecretFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new Refused(
      `${name}_FILE: không đọc được ${file} (${reason}); xin ghi đường dẫn của một tệp đọc được, hoặc đặt ${name}`,
    );
  }
}

export function optionalUrl(
  setting: Setting,
  name: string,
  protocols: readonly string[],
  example: string,
): string | undefined {
  const text = setting(name);
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new Refused(
      `${name}: không phải địa chỉ bắt đầu bằng ${protocols.map((p) => `${p}//`).join(' hoặc ')}; ví dụ: ${name}=${example}`,
    );
  }
  return text;
}

/** Where a platform's API is served; its methods make the path. */
export function officialOr(setting: Setting, name: RootName): string {
  const official = OFFICIAL_ROOTS[name];
  const root = withoutTrailingSlash(optionalUrl(setting, name, ['https:', 'http:'], official)) ?? official;
  const { pathname, search, hash } = new URL(root);
  if (pathname === '/' && search === '' && hash === '') return root;
  throw new Refused(
    `${name}: chỉ gồm giao thức, tên máy và cổng, không có đường dẫn; ví dụ: ${name}=${official}`,
  );
}

export function withoutTrailingSlash(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}

export function wholeNumber(
  setting: Setting,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = setting(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new Refused(
      `${name}: “${text}” không phải số nguyên từ ${least} đến ${most}; ví dụ: ${name}=${fallback}`,
    );
  }
  return value;
}

export function readFlag(setting: Setting, name: string): boolean | undefined {
  const text = setting(name);
  if (text === undefined) return undefined;
  if (text !== '1' && text !== '0')
    throw new Refused(`${name}: “${text}” không phải 1 hay 0; ví dụ: ${name}=1`);
  return text === '1';
}
