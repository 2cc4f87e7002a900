import { formatPath } from '../forms/faults.ts';
import type { OrganizationFile } from './organization-file.ts';

export type Section = keyof OrganizationFile;
export const SECTIONS: readonly Section[] = ['units', 'bodies', 'people', 'posts', 'forms'];

/** `at('posts', 3, 'holder')` → `posts[3].holder` */
export function at(section: Section, index: number, ...rest: PropertyKey[]): string {
  return formatPath([section, index, ...rest]);
}

export function codesOf(rows: readonly { readonly code: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.code));
}

export function unknownCode(what: string, code: string, section: Section): string {
  return `không có ${what} mã ${code}; xin thêm vào ${section} hoặc sửa mã`;
}
