/** What a file says without `$schema`, by which its author's editor finds the form of such files. */
export function withoutSchemaKey(file: unknown): unknown {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return file;
  const { $schema: _, ...said } = file as Record<string, unknown>;
  return said;
}
