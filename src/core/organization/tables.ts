import { z } from 'zod';
import { SECTIONS, type Section } from './places.ts';
import { organizationSchema } from './schema.ts';

/** What a cell holds. `code` and `phone` are texts that a spreadsheet program likes to turn into numbers. */
export type CellKind = 'text' | 'code' | 'phone' | 'day' | 'number' | 'boolean' | 'choice';

export type Column = {
  /** The way to the value from its row: `['reporters', 'kind']`. */
  readonly path: readonly string[];
  /** The path as people read it: `reporters.kind`. */
  readonly name: string;
  readonly kind: CellKind;
  /** Several values in one cell. */
  readonly list: boolean;
  /** A row without it is at fault, unless the group that it lies in is absent as a whole. */
  readonly required: boolean;
  /** `null` takes the value away. */
  readonly clearable: boolean;
  /** The admissible values of a choice. */
  readonly options: readonly string[];
  /** The table whose codes it names. */
  readonly refersTo?: Section;
};

/** A list of rows of the organisation file, as a sheet of a workbook holds it. */
export type Table = {
  readonly name: string;
  readonly section: Section;
  /** Rows that lie inside those of the section: their key there, and the column that names the row they belong to. */
  readonly inside?: { readonly key: string; readonly ownerColumn: string };
  readonly columns: readonly Column[];
};

const ROW_NAMES: Readonly<Record<Section, string>> = {
  units: 'unit',
  bodies: 'body',
  people: 'person',
  posts: 'post',
  forms: 'form',
};

/** Which table a code names, by the key that holds it. */
const REFERENCES: ReadonlyMap<string, Section> = new Map<string, Section>([
  ['unit', 'units'],
  ['parent', 'units'],
  ['predecessors', 'units'],
  ['body', 'bodies'],
  ['receivers', 'bodies'],
  ['for', 'bodies'],
  ['person', 'people'],
  ['holder', 'people'],
  ['post', 'posts'],
  ['form', 'forms'],
]);

/**
 * The organisation file as tables, read off its schema: a new key of a row is a new column, a new list of rows inside rows a new
 * table, named by its key, or by the row's too where another section has the key. Throws for a schema that has no such form.
 */
export function organizationTables(): readonly Table[] {
  return TABLES;
}

const TABLES: readonly Table[] = readTables();

function readTables(): readonly Table[] {
  const shape = shapeOf(organizationSchema);
  const tables = SECTIONS.flatMap((section) => {
    const rows = unwrap(shape[section] ?? z.never());
    if (!(rows.schema instanceof z.ZodArray)) throw new TypeError(`${section} is no list`);
    return readTable(section, rows.schema.element);
  });
  // Sections that hold rows under one key name the row that these belong to: `unit-was`, `body-was`.
  const shared = (name: string) => tables.filter((table) => table.name === name).length > 1;
  return tables.map((table) =>
    shared(table.name) ? { ...table, name: `${ROW_NAMES[table.section]}-${table.name}` } : table,
  );
}

function readTable(section: Section, row: z.core.$ZodType): readonly Table[] {
  const columns: Column[] = [];
  const inner: Table[] = [];
  readShape(shapeOf(row), [], true, columns, (key, element) => {
    const own: Column[] = [];
    readShape(shapeOf(element), [], true, own, (deeper) => {
      throw new TypeError(`${section}.${key}.${deeper}: rows inside rows inside rows`);
    });
    const ownerColumn = ROW_NAMES[section];
    const owner: Column = {
      path: [ownerColumn],
      name: ownerColumn,
      kind: 'code',
      list: false,
      required: true,
      clearable: false,
      options: [],
      refersTo: section,
    };
    inner.push({ name: key, section, inside: { key, ownerColumn }, columns: [owner, ...own] });
  });
  return [{ name: section, section, columns }, ...inner];
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

function readShape(
  shape: Shape,
  above: readonly string[],
  required: boolean,
  columns: Column[],
  onRows: (key: string, element: z.core.$ZodType) => void,
): void {
  for (const [key, value] of Object.entries(shape)) {
    const path = [...above, key];
    const { schema, optional, nullable } = unwrap(value);
    if (schema instanceof z.ZodObject) {
      readShape(schema.shape, path, required && !optional, columns, onRows);
      continue;
    }
    const list = schema instanceof z.ZodArray;
    const item = list ? unwrap(schema.element).schema : schema;
    if (list && item instanceof z.ZodObject) {
      if (above.length > 0) throw new TypeError(`${path.join('.')}: rows inside a group`);
      onRows(key, item);
      continue;
    }
    const refersTo = REFERENCES.get(key);
    columns.push({
      path,
      name: path.join('.'),
      ...readCell(item, path),
      list,
      required: required && !optional,
      clearable: nullable,
      ...(refersTo === undefined ? {} : { refersTo }),
    });
  }
}

function readCell(
  schema: z.core.$ZodType,
  path: readonly string[],
): { readonly kind: CellKind; readonly options: readonly string[] } {
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    const values = schema instanceof z.ZodEnum ? schema.options : [...schema.values];
    return { kind: 'choice', options: values.map(String) };
  }
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean', options: [] };
  if (schema instanceof z.ZodNumber) return { kind: 'number', options: [] };
  const hint = schema instanceof z.ZodType ? schema.meta()?.['cell'] : undefined;
  if (hint === 'code' || hint === 'phone') return { kind: hint, options: [] };
  if (schema instanceof z.ZodPipe && schema.out instanceof z.ZodISODate) return { kind: 'day', options: [] };
  const inner = schema instanceof z.ZodPipe ? innermost(schema) : schema;
  if (inner instanceof z.ZodString) return { kind: 'text', options: [] };
  throw new TypeError(`${path.join('.')}: no cell can hold it`);
}

type Unwrapped = { readonly schema: z.core.$ZodType; readonly optional: boolean; readonly nullable: boolean };

/** The schema below what makes it optional, nullable or transformed; a string with its rules stays whole. */
function unwrap(schema: z.core.$ZodType): Unwrapped {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodDefault
  )
    return { ...unwrap(schema.unwrap()), optional: true };
  if (schema instanceof z.ZodNullable) return { ...unwrap(schema.unwrap()), nullable: true };
  const inner = schema instanceof z.ZodPipe ? innermost(schema) : schema;
  return { schema: inner instanceof z.ZodObject ? inner : schema, optional: false, nullable: false };
}

function innermost(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodPipe ? innermost(schema.in) : schema;
}

function shapeOf(schema: z.core.$ZodType): Shape {
  const { schema: object } = unwrap(schema);
  if (!(object instanceof z.ZodObject)) throw new TypeError('a row is no group of keys');
  return object.shape;
}
