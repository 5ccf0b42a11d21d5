/** Keys: the short names that people type and files are found by. */
import { z } from 'zod';

export const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'use lower-case letters, digits and dashes, 2 to 40 of them');
