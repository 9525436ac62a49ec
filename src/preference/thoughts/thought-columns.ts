import type { ColumnType, ColumnTypes } from '../column-types.ts';
import type { ConfigName } from '../config-features.ts';
import type { ToldThoughts } from './told-thoughts.ts';

/** The columns that hold answers alone, and the conversation that an answer ends. A prompt has no thoughts: chat templates leave those of earlier turns out too. */
const columnsOfAnswers = ['chosen', 'rejected', 'completion', 'completions', 'reference'];

/** The columns of a config with a field for thoughts in its answers. `default` keeps the struct it is known by. */
export function withThoughtField(config: ConfigName, types: ColumnTypes, told: ToldThoughts): ColumnTypes {
  if (typeof told === 'string' || config === 'default' || config === 'candidates') return types;
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      columnsOfAnswers.includes(name) || (config === 'messages' && name === 'messages')
        ? ofMessages(type, told.field)
        : type,
    ]),
  );
}

function ofMessages(type: ColumnType, field: string): ColumnType {
  if (typeof type === 'string') return type;
  if ('list' in type) return { list: ofMessages(type.list, field) };
  const { content, role, ...others } = type.struct;
  if (content !== undefined && role !== undefined) {
    return { struct: { content, role, [field]: 'string', ...others } };
  }
  return {
    struct: Object.fromEntries(
      Object.entries(type.struct).map(([name, inner]) => [name, ofMessages(inner, field)]),
    ),
  };
}
