import { z } from 'zod';

/** A code as Zalo gives it: a whole number, at times in quotes. Nothing else is one; an empty text read as 0 would mean success. */
export const zaloCode = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);
