import { z } from 'zod';
import { PARAM_CAPS, type Template, type TemplateKind } from './templates.ts';

/** A template as Zalo keeps it: the answer of `GET /template/info/v2`. */
export type ApprovedTemplate = {
  readonly id: string;
  /** ENABLE, PENDING_REVIEW, REJECT, DISABLE, or what else Zalo says. */
  readonly status: string;
  readonly reason: string | undefined;
  readonly params: readonly {
    readonly name: string;
    readonly isRequired: boolean;
    /** Undefined: not said. */
    readonly maxLength: number | undefined;
  }[];
};

const text = z.union([z.string(), z.number()]).transform(String);
const flag = z.union([z.boolean(), z.stringbool(), z.number().transform(Boolean)]);

const templateSchema = z
  .object({
    templateId: text,
    status: z.string().transform((status) => status.trim().toUpperCase()),
    reason: z.string().min(1).optional().catch(undefined),
    listParams: z
      .array(
        z.object({
          name: z.string().transform((name) => name.replace(/^<|>$/g, '')),
          require: flag.catch(true),
          acceptNull: flag.catch(false),
          maxLength: z.coerce.number().int().positive().optional().catch(undefined),
        }),
      )
      .catch([]),
  })
  .transform(({ templateId, status, reason, listParams }): ApprovedTemplate => ({
    id: templateId,
    status,
    reason,
    params: listParams.map(({ name, require, acceptNull, maxLength }) => ({
      name,
      isRequired: require && !acceptNull,
      maxLength,
    })),
  }));

/** One template or several, with or without the envelope `{error, message, data}`. Undefined: it is none. */
export function readApproved(raw: unknown): readonly ApprovedTemplate[] | undefined {
  if (Array.isArray(raw)) {
    const all = raw.map(readApproved);
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  const inside = z.object({ data: z.union([z.looseObject({}), z.array(z.unknown())]) }).safeParse(raw).data;
  if (inside) return readApproved(inside.data);
  const one = templateSchema.safeParse(raw).data;
  return one && [one];
}

/** Why what we send would not go out by the template, or not whole. */
export type TemplateDifference =
  | { readonly kind: 'status'; readonly status: string; readonly reason: string | undefined }
  /** We fill it, the template has no such place. */
  | { readonly kind: 'missing'; readonly param: string }
  /** It asks for one that we do not fill. */
  | { readonly kind: 'extra'; readonly param: string }
  | { readonly kind: 'shorter'; readonly param: string; readonly allowed: number; readonly ours: number };

export function compareTemplate(ours: Template, approved: ApprovedTemplate): readonly TemplateDifference[] {
  const { status, reason, params } = approved;
  const theirs = new Map(params.map((param) => [param.name, param]));
  return [
    ...(status === 'ENABLE' ? [] : [{ kind: 'status', status, reason } as const]),
    ...Object.entries(ours.params).flatMap(([param, { type }]): TemplateDifference[] => {
      const found = theirs.get(param);
      if (!found) return [{ kind: 'missing', param }];
      const { maxLength: allowed = Infinity } = found;
      return allowed < PARAM_CAPS[type] ? [{ kind: 'shorter', param, allowed, ours: PARAM_CAPS[type] }] : [];
    }),
    ...params.flatMap(({ name, isRequired }): TemplateDifference[] =>
      isRequired && !Object.hasOwn(ours.params, name) ? [{ kind: 'extra', param: name }] : [],
    ),
  ];
}

/** Which of ours it was submitted as: the one that shares most of its parameters. Undefined: none shares any. */
export function likelyKind(
  approved: ApprovedTemplate,
  templates: Readonly<Record<TemplateKind, Template>>,
  kinds: readonly TemplateKind[],
): TemplateKind | undefined {
  const shared = (kind: TemplateKind) =>
    approved.params.filter(({ name }) => Object.hasOwn(templates[kind].params, name)).length;
  const [first] = kinds.toSorted((a, b) => shared(b) - shared(a));
  return first !== undefined && shared(first) > 0 ? first : undefined;
}
