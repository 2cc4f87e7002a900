import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { sampleForm } from '../../src/core/sample/district.ts';

/** The weekly form of the sample district. */
export const tuan: FormDefinition = sampleForm();
