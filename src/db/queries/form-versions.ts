import { inArray } from 'drizzle-orm';
import { Fault } from '../../core/errors.ts';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { FormVersionId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { formVersion } from '../schema/form.ts';

/**
 * Form versions of one database, read once: they never change. The same object comes back each time, so that what is compiled
 * from a form (the words it is understood by) is compiled once.
 */
export type FormVersions = {
  load(db: Executor, ids: readonly FormVersionId[]): Promise<(id: FormVersionId) => FormDefinition>;
};

export function createFormVersions(): FormVersions {
  const known = new Map<FormVersionId, FormDefinition>();
  return {
    async load(db, ids) {
      const missing = [...new Set(ids)].filter((id) => !known.has(id));
      if (missing.length > 0) {
        const rows = await db.select().from(formVersion).where(inArray(formVersion.id, missing));
        for (const row of rows) known.set(row.id, row.definition);
      }
      return (id) => {
        const definition = known.get(id);
        if (!definition) throw new Fault(`form version ${id} is not in the database`);
        return definition;
      };
    },
  };
}
