import { z } from 'zod';

/** Arguments of a run: its input, or, after it continued as new, null and what it carried over. */
export const startedWithSchema = z
  .tuple([z.unknown()], z.looseObject({ input: z.unknown() }))
  .or(z.tuple([]))
  .transform(([input, carried]) => carried?.input ?? input);
