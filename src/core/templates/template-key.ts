/** A workbook about a period, for a button. */
export type TemplateMeant = { readonly period: string; readonly template: string };

/** As much as the token of a button holds. */
const KEY = /^[\w-]{1,32}$/;

/** `2017-W34_tinh`; undefined for what a button has no room or no letters for. */
export function templateKey(period: string, template: string): string | undefined {
  const key = `${period}_${template}`;
  return KEY.test(key) ? key : undefined;
}

/** Undefined for what is no such name. */
export function readTemplateKey(key: string): TemplateMeant | undefined {
  const mark = key.indexOf('_');
  return mark > 0 ? { period: key.slice(0, mark), template: key.slice(mark + 1) } : undefined;
}
