import { z } from 'zod';
import type { ToolCall } from '../preference/conversation.schema.ts';

/** Some servers give the arguments as an object, and no id. */
const callSchema = z.object({
  id: z.string().nullish(),
  function: z.object({
    name: z.string().min(1),
    arguments: z
      .union([z.string(), z.record(z.string(), z.unknown()).transform((given) => JSON.stringify(given))])
      .nullish()
      .transform((given) => given ?? '{}'),
  }),
});

const calledSchema = z.object({
  tool_calls: z.array(callSchema).nullish(),
  /** OpenAI's first form. */
  function_call: callSchema.shape.function.nullish().catch(undefined),
});

/** The tools that an answer calls, undefined where it calls none. */
export function calledTools(message: unknown): ToolCall[] | undefined {
  const parsed = calledSchema.safeParse(message);
  if (!parsed.success) return undefined;
  const { tool_calls: calls, function_call: single } = parsed.data;
  const called = calls && calls.length > 0 ? calls : single ? [{ id: undefined, function: single }] : [];
  if (called.length === 0) return undefined;
  return called.map((call, place) => ({
    id: call.id ?? `answer${String(place).padStart(3, '0')}`,
    type: 'function',
    function: call.function,
  }));
}
