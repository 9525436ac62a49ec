import { describe, expect, test } from 'vitest';
import { imageAddress } from '../../../src/source/conversations/image-address.ts';
import { conversationOf } from '../../../src/source/rows-of-source-row.ts';

const web = 'https://example.org/oak.png';
const inline = 'data:image/webp;base64,UklGRg==';

describe('an image without an address that a model could be sent', () => {
  test.each<[string, object]>([
    ['a file of somebody’s disk', { type: 'image_url', image_url: { url: 'file:///etc/passwd' } }],
    ['a path', { type: 'image', image: { path: 'oak.png' } }],
    ['an address without a server', { type: 'image', image: 'https://' }],
    ['an address with a space', { type: 'image', image: 'https://example.org/a b' }],
    ['one of a drawing with scripts', { type: 'image', image: 'data:image/svg+xml;base64,PHN2Zz4=' }],
    ['bytes that are no base64', { type: 'image', image: 'data:image/png;base64,<oak>' }],
    ['a mark alone', { type: 'image' }],
    ['a file of a provider', { type: 'image', source: { type: 'file', file_id: 'f1' } }],
  ])('%s', (_what, part) => {
    expect(imageAddress({ ...part })).toBeUndefined();
  });
});

test.each<[string, object, string]>([
  ['OpenAI’s', { type: 'image_url', image_url: { url: web, detail: 'low' } }, web],
  ['text', { type: 'image_url', image_url: web }, web],
  ['bytes', { type: 'image_url', image_url: { url: inline } }, inline],
  ['OpenAI’s newer form', { type: 'input_image', image_url: inline }, inline],
  [
    'Anthropic’s, of bytes',
    { type: 'image', source: { media_type: 'image/webp', data: 'UklGRg==' } },
    inline,
  ],
  ['Anthropic’s, of the web', { type: 'image', source: { type: 'url', url: web } }, web],
  ['Qwen’s', { type: 'image', image: web }, web],
  ['Hugging Face’s', { type: 'image', url: web }, web],
])('an image is read in %s', (_form, part, address) => {
  expect(imageAddress({ ...part })).toBe(address);
});

describe('a row with images', () => {
  const image = { type: 'image_url', image_url: { url: web } };

  function read(messages: object[], images: boolean) {
    const json: unknown = { messages };
    const row = { start: 0, end: 1, number: 7, bytes: () => 1, read: () => ({ json }) };
    const settings = { turns: 'last' as const, rows: { offset: 0, duplicates: 'keep' as const }, images };
    return conversationOf(row, { name: 'ponds', mapping: {}, settings, unit: 'line' });
  }

  const answered = { role: 'assistant', content: 'An oak.' };

  test('of which there are too many is dropped, with the number', () => {
    expect(
      read([{ role: 'user', content: Array.from({ length: 17 }, () => image) }, answered], true),
    ).toEqual({
      reason: 'Dataset.RowInvalid',
      detail: 'line 7: messages.0.content: 17 images in the conversation, at most 16 are taken',
    });
  });

  test('in an answer is dropped, whatever models see', () => {
    expect(
      read(
        [
          { role: 'user', content: 'Draw.' },
          { role: 'assistant', content: [image] },
        ],
        true,
      ),
    ).toEqual({
      reason: 'Dataset.RowInvalid',
      detail: 'line 7: messages.1.content: holds an image, which is no text',
    });
  });

  test('is one without words, too, where models see', () => {
    expect(read([{ role: 'user', content: [image] }, answered], true)).toMatchObject({
      messages: [{ role: 'user', content: '', images: [web] }, answered],
    });
  });

  test('is dropped where models do not see', () => {
    expect(read([{ role: 'user', content: [image] }, answered], false)).toEqual({
      reason: 'Dataset.RowInvalid',
      detail: 'line 7: messages.0.content: holds an image, which is no text',
    });
  });
});
