import type { Tool } from '../../preference/conversation.schema.ts';
import { isFields, parsedJson, withoutNulls, type Fields } from './json-values.ts';

/**
 * The tools of a row: a list, one definition, or JSON text of these; of OpenAI's form, bare functions, or Anthropic's
 * (`input_schema`). A list that holds no definition at all, such as one of words, is a label and no tools.
 */
export function toolsOf(value: unknown): Tool[] | { problem: string } {
  const given = typeof value === 'string' ? parsedJson(value) : value;
  const listed = (Array.isArray(given) ? (given as unknown[]) : [given]).map((tool) =>
    typeof tool === 'string' ? parsedJson(tool) : tool,
  );
  const definitions = listed.filter(isFields);
  const tools = definitions.map(toolOf);
  const unnamed = tools.findIndex((tool) => tool === undefined);
  if (unnamed !== -1) return { problem: `${unnamed}: defines no function with a name` };
  return tools.filter((tool) => tool !== undefined);
}

function toolOf(definition: Fields): Tool | undefined {
  const described = isFields(definition['function']) ? definition['function'] : definition;
  const { name, type: _type, input_schema, ...others } = withoutNulls(described) as Fields;
  if (typeof name !== 'string' || name.trim() === '') return undefined;
  const parameters = others['parameters'] ?? input_schema;
  return {
    type: 'function',
    function: {
      name,
      ...others,
      ...(parameters === undefined ? {} : { parameters: readParameters(parameters) }),
    },
  };
}

/** Some sets keep them as JSON text inside the definition. */
function readParameters(parameters: unknown): unknown {
  if (typeof parameters !== 'string') return parameters;
  return parsedJson(parameters) ?? parameters;
}
