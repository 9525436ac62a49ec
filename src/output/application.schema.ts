import { z } from 'zod';

/** As much of package.json as tells which version this is. */
export const applicationPackageSchema = z.object({ name: z.string(), version: z.string() });
