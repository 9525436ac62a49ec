type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A value of a JSON Schema drawn from `random`: as much of the language as this project's own schemas use (objects,
 * arrays, `const`, `enum`, `anyOf`, numbers from `minimum` to `maximum`, strings). `text` stands for every string.
 */
export function simulatedJson(schema: JsonSchema, text: string, random: () => number): unknown {
  const { properties, items, anyOf, minimum = 1, maximum = 5, type } = schema;
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) {
    const choices: unknown[] = schema['enum'];
    return choices[Math.floor(random() * choices.length)];
  }
  // Its first form is the usual one: a rating rather than `N/A`.
  if (Array.isArray(anyOf) && isSchema(anyOf[0])) return simulatedJson(anyOf[0], text, random);
  if (isSchema(items)) return random() < 0.5 ? [] : [simulatedJson(items, text, random)];
  if (isSchema(properties)) {
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        simulatedJson(isSchema(property) ? property : {}, text, random),
      ]),
    );
  }
  if (type !== 'integer' && type !== 'number') return text;
  return Number(minimum) + Math.floor(random() * (Number(maximum) - Number(minimum) + 1));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
