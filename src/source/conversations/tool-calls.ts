import { isFields, jsonText, parsedJson, type Fields } from './json-values.ts';

/** A call as it stands in a row, which may have no id. */
export interface WrittenCall {
  id?: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

/**
 * The calls of a `tool_calls` or `function_call` in any of its forms: OpenAI's list, one call by itself, a bare
 * `{name, arguments}`, or JSON text of these. Undefined where it is none of them; an empty list where it holds nothing.
 */
export function callsOf(value: unknown): WrittenCall[] | undefined {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string') {
    const parsed = parsedJson(value);
    return isFields(parsed) || Array.isArray(parsed) ? callsOf(parsed) : undefined;
  }
  const written = Array.isArray(value) ? (value as unknown[]) : [value];
  const calls = written.map(callOf);
  return calls.every((call) => call !== undefined) ? calls : undefined;
}

function callOf(value: unknown): WrittenCall | undefined {
  if (typeof value === 'string') {
    const parsed = parsedJson(value);
    return isFields(parsed) ? callOf(parsed) : undefined;
  }
  if (!isFields(value)) return undefined;
  const called = isFields(value['function']) ? value['function'] : value;
  const name = called['name'] ?? called['function_name'] ?? called['tool_name'];
  if (typeof name !== 'string' || name.trim() === '') return undefined;
  const id = value['id'] ?? value['call_id'] ?? value['tool_call_id'];
  return {
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
    name,
    arguments: argumentsOf(called),
  };
}

/** Also as Anthropic (`input`) and Gemini (`args`) call them. */
function argumentsOf(called: Fields): string {
  const given = called['arguments'] ?? called['parameters'] ?? called['input'] ?? called['args'] ?? {};
  return typeof given === 'string' ? given || '{}' : jsonText(given);
}
