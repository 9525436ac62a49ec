import type { ColumnType, ColumnTypes } from '../preference/column-types.ts';
import type { ConfigName } from '../preference/config-features.ts';
import type { Message } from '../preference/conversation.schema.ts';
import { imagesIn } from '../preference/message-images.ts';

/** The column of what was asked, by config. `default` keeps the columns it is known by, and the rows that these can hold. */
const askedIn: Partial<Record<ConfigName, string>> = {
  trl: 'prompt',
  kto: 'prompt',
  prompts: 'prompt',
  tpo: 'prompt',
  ranked: 'context',
  messages: 'messages',
};

/**
 * The columns of a config in a run whose models see images: what was asked in parts, `{type: "image"}` where an image stands,
 * and the images in a column of their own, as TRL's trainers of vision models read them. `datasets` loads an address as the
 * image itself.
 */
export function withImageColumns(config: ConfigName, types: ColumnTypes): ColumnTypes {
  const asked = askedIn[config];
  if (asked === undefined) return config === 'candidates' ? { ...types, images: { list: 'image' } } : types;
  return {
    ...Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, name === asked ? inParts(type) : type]),
    ),
    images: { list: 'image' },
  };
}

/** Rows in the form of {@link withImageColumns}. */
export async function* rowsInParts<Row extends object>(
  config: ConfigName,
  rows: AsyncIterable<Row>,
): AsyncGenerator<Row> {
  const asked = askedIn[config];
  for await (const row of rows) {
    const messages = (row as Record<string, unknown>)[asked ?? 'messages'] as Message[] | undefined;
    yield {
      ...row,
      ...(asked ? { [asked]: messages?.map(messageInParts) } : {}),
      images: imagesIn(messages ?? []),
    };
  }
}

function messageInParts({ content, images = [], ...message }: Message): object {
  const parts = images.map(() => ({ type: 'image', text: null }));
  return { ...message, content: [...parts, { type: 'text', text: content }] };
}

function inParts(messages: ColumnType): ColumnType {
  if (typeof messages === 'string' || !('list' in messages)) return messages;
  if (typeof messages.list === 'string' || !('struct' in messages.list)) return messages;
  const content = { list: { struct: { type: 'string', text: 'string' } } } as const;
  return { list: { struct: { ...messages.list.struct, content } } };
}
