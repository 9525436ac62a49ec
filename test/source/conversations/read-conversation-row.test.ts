import { describe, expect, test } from 'vitest';
import { columnsOfConversation } from '../../../src/source/conversations/conversation-columns.ts';
import { readConversationRow } from '../../../src/source/conversations/read-conversation-row.ts';

const asked = { role: 'user', content: 'Can I freeze basil?' };
const answered = { role: 'assistant', content: 'Yes, chopped and under oil.' };
const conversation = [asked, answered];
const shareGpt = [
  { from: 'human', value: asked.content },
  { from: 'gpt', value: answered.content },
];

function messagesOf(row: unknown, mapping = {}): unknown {
  const read = readConversationRow(row, mapping);
  return 'messages' in read ? read.messages : read.problem;
}

function readingOf(row: unknown, mapping = {}): unknown {
  const read = readConversationRow(row, mapping);
  return 'reading' in read ? read.reading : read.problem;
}

describe('a bad row', () => {
  test.each([[null], [conversation], ['a text'], [7], [undefined]])(
    'is named when it is no object: %j',
    (row) => {
      expect(readConversationRow(row)).toEqual({ problem: 'the row is not a JSON object' });
    },
  );

  test.each([
    [{}, '(columns: none)'],
    [{ text: 'a', label: 1 }, '(columns: text, label)'],
    [Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`c${at}`, at])), 'c8, c9)'],
  ])('without a known column is named with its columns %#', (row, shown) => {
    const { problem } = readConversationRow(row) as { problem: string };
    expect(problem).toMatch(/^no column "conversation", "messages", .* nor "prompt" with "completion" \(col/);
    expect(problem.endsWith(shown)).toBe(true);
  });

  test.each([
    [{ conversation: 'hello' }, 'conversation: is text, and not JSON text of messages'],
    [{ conversation: null }, 'conversation: is null'],
    [{ conversation: [] }, 'conversation: is empty'],
    [{ messages: '[{"role": "user"' }, 'messages: is text, and not JSON text of messages'],
    [{ messages: 7 }, 'messages: is no list of messages, but number'],
    [{ conversation: [{ input: 'a', output: ' \n' }] }, 'conversation.0.output: is empty'],
    [{ conversation: [{ input: '', output: 'a' }] }, 'conversation.0.input: is empty'],
    [{ messages: [asked, { role: 'assistant', content: null }] }, 'messages.1.content: is empty'],
    [{ messages: [{ role: 'user', content: '' }] }, 'messages.0.content: is empty'],
    [{ conversations: [{ from: 'human', value: '\t' }] }, 'conversations.0.value: is empty'],
    [{ conversations: [{ from: 'human' }] }, 'conversations.0.value: is missing'],
    [{ messages: [null] }, 'messages.0.is no message'],
    [
      { messages: [{ mood: 'calm', weight: 2 }] },
      'messages.0.has no keys by which a message is told (keys: mood, weight)',
    ],
    [
      { messages: [{ role: 'narrator', content: 'Once upon a time' }] },
      'messages.0.role: "narrator" is no role that is known: system, user, assistant or tool',
    ],
    [
      { conversations: [{ from: 'wizard', value: 'a' }] },
      'conversations.0.from: "wizard" is no role that is known: system, user, assistant or tool',
    ],
    [{ messages: conversation, tools: [{ parameters: {} }] }, 'tools.0: defines no function with a name'],
  ])('says what and where: %j', (row, problem) => {
    expect(readConversationRow(row)).toMatchObject({ problem });
  });

  test.each([
    ['input_audio', 'audio', { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } }],
    ['file', 'a file', { type: 'file', file: { file_id: 'f1' } }],
  ])('with a part of %s is dropped as such', (_type, what, part) => {
    const content = [{ type: 'text', text: 'What is this?' }, part];
    expect(messagesOf({ messages: [{ role: 'user', content }, answered] })).toBe(
      `messages.0.content: holds ${what}, which is no text`,
    );
  });

  test('with an image that has no address is dropped as such', () => {
    const content = [{ image: { path: 'b.png' }, text: null }];
    expect(messagesOf({ messages: [{ role: 'user', content }, answered] })).toBe(
      'messages.0.content: holds an image, which is no text and has no address that a model could be sent',
    );
  });
});

const columns = ['conversation', 'messages', 'conversations', 'chat', 'dialog', 'dialogue'];
const shapes: [string, unknown[]][] = [
  ['role/content', conversation],
  ['from/value', shareGpt],
  ['input/output', [{ input: asked.content, output: answered.content }]],
  ['human/assistant', [{ human: asked.content, assistant: answered.content }]],
  ['user', [{ user: asked.content }, { gpt: answered.content }]],
  [
    'role/parts',
    [
      { ...asked, parts: [{ text: asked.content }] },
      { role: 'model', parts: [{ text: answered.content }] },
    ].map(({ role, parts }) => ({ role, parts })),
  ],
  ['role/text', conversation.map(({ role, content }) => ({ role, text: content }))],
  ['texts', [asked.content, answered.content]],
];

describe.each(shapes)('elements of %s', (shape, elements) => {
  test.each(columns)('are read in the column %s', (column) => {
    expect(messagesOf({ [column]: elements })).toEqual(conversation);
    expect(readingOf({ [column]: elements })).toEqual({ column, shape });
  });

  test('are read as JSON text, and in a column that is mapped, whatever it is mapped as', () => {
    expect(messagesOf({ messages: JSON.stringify(elements) })).toEqual(conversation);
    const row = { talk: elements, messages: [{ role: 'user', content: 'Another' }] };
    for (const key of ['conversation', 'messages', 'conversations']) {
      expect(messagesOf(row, { [key]: 'talk' })).toEqual(conversation);
    }
  });
});

test('an object of lists, as datasets once stored lists of objects, is a list of objects', () => {
  const row = { conversations: { from: ['human', 'gpt'], value: [asked.content, answered.content] } };
  expect(messagesOf(row)).toEqual(conversation);
});

describe('a prompt and a response', () => {
  test.each([
    [{ prompt: asked.content, completion: answered.content }, 'prompt + completion', 'text'],
    [{ prompt: asked.content, response: answered.content }, 'prompt + response', 'text'],
    [{ instruction: asked.content, input: '', output: answered.content }, 'instruction + output', 'text'],
    [{ question: asked.content, answer: answered.content }, 'question + answer', 'text'],
    [{ prompt: [asked], completion: [answered] }, 'prompt + completion', 'role/content'],
    [{ prompt: JSON.stringify([asked]), completion: answered }, 'prompt + completion', 'role/content'],
    [{ prompt: [asked], completion: answered.content }, 'prompt + completion', 'role/content + text'],
    [{ prompt: [asked], chosen: [answered], rejected: [answered] }, 'prompt + chosen', 'role/content'],
    [{ prompt: asked.content, chosen: conversation, rejected: [] }, 'chosen', 'role/content'],
    [{ chosen: conversation, rejected: conversation }, 'chosen', 'role/content'],
    [
      { chosen: `\n\nHuman: ${asked.content}\n\nAssistant: ${answered.content}`, rejected: '' },
      'chosen',
      'role/content',
    ],
  ])('%j', (row, column, shape) => {
    expect(messagesOf(row)).toEqual(conversation);
    expect(readingOf(row)).toMatchObject({ column, shape });
  });

  test('under other names are mapped', () => {
    const row = { q: asked.content, a: answered.content, messages: [asked] };
    expect(messagesOf(row, { prompt: 'q', completion: 'a' })).toEqual(conversation);
    // A row may lack its response; a source without the column is refused.
    expect(messagesOf(row, { prompt: 'q', completion: 'b' })).toEqual([asked]);
    expect(columnsOfConversation(Object.keys(row), { prompt: 'q', completion: 'b' })).toEqual({
      problem: 'no column "b" (columns: q, a, messages)',
    });
  });

  test("of Alpaca's kind come with what the instruction is about, and what was said before", () => {
    const row = {
      instruction: 'Shorten.',
      input: 'A long text.',
      output: 'A text.',
      history: [['Hi', 'Hello']],
    };
    expect(messagesOf(row)).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'Shorten.\n\nA long text.' },
      { role: 'assistant', content: 'A text.' },
    ]);
  });

  test('that is text stays text, also where it begins like JSON', () => {
    const row = { prompt: '[1, 2] and [3]: which is longer?', completion: '{"longer": [1, 2]}' };
    expect(messagesOf(row)).toEqual([
      { role: 'user', content: row.prompt },
      { role: 'assistant', content: row.completion },
    ]);
  });
});

describe('of several columns that would do', () => {
  test('the first is taken, and the others are named', () => {
    const row = { chosen: shareGpt, prompt: 'Another', messages: shareGpt, conversation };
    expect(readingOf(row)).toEqual({
      column: 'conversation',
      shape: 'role/content',
      passedOver: ['messages', 'prompt', 'chosen'],
    });
  });

  test.each([[null], [''], [[]], [7], ['a title']])(
    'one that holds no conversation (%j) is passed over',
    (held) => {
      const row = { conversation: held, messages: conversation };
      expect(messagesOf(row)).toEqual(conversation);
    },
  );

  test('a conversation with a mistake drops its row: nothing else is taken in its place', () => {
    const row = { conversation: [{ role: 'narrator', content: 'a' }], messages: conversation };
    expect(messagesOf(row)).toMatch(/^conversation\.0\.role: "narrator"/);
  });
});

test.each([
  ['system', ['system', 'System', 'developer', '<|system|>']],
  ['user', ['user', 'Human', 'USER', 'prompter', '<|user|>', ' human ']],
  [
    'assistant',
    ['assistant', 'GPT', 'chatgpt', 'gpt-4', 'model', 'Bot', 'AI', 'bing', 'bard', 'AI Assistant', 'claude'],
  ],
  ['tool', ['tool', 'function', 'observation', 'ipython', 'Tool-Response', 'function_response']],
])('the %s is spelled in many ways', (role, spellings) => {
  for (const spelling of spellings) {
    expect(messagesOf({ messages: [{ role: spelling, content: 'a' }] })).toEqual([{ role, content: 'a' }]);
    expect(messagesOf({ conversations: [{ from: spelling, value: 'a' }] })).toEqual([{ role, content: 'a' }]);
  }
});

describe('a system column', () => {
  test.each(['system', 'system_prompt', 'system_message'])('"%s" leads the conversation', (column) => {
    const row = { [column]: 'Be brief.', messages: conversation };
    expect(messagesOf(row)).toEqual([{ role: 'system', content: 'Be brief.' }, ...conversation]);
    expect(readingOf(row)).toMatchObject({ column: 'messages', system: column });
  });

  test.each([[''], [' \n'], [null]])('that is %j is passed over', (system) => {
    expect(messagesOf({ system, messages: conversation })).toEqual(conversation);
    expect(readingOf({ system, messages: conversation })).not.toHaveProperty('system');
  });

  test('that is said in the conversation already is not said twice', () => {
    const own = { role: 'system', content: 'Be brief. ' };
    expect(messagesOf({ system: 'Be brief.', messages: [own, ...conversation] })).toEqual([
      own,
      ...conversation,
    ]);
  });

  test("comes before the conversation's own where that says something else, in one message", () => {
    const messages = [{ role: 'system', content: 'Be kind.' }, ...conversation];
    expect(messagesOf({ system_prompt: 'Be brief.', messages })).toEqual([
      { role: 'system', content: 'Be brief.\n\nBe kind.' },
      ...conversation,
    ]);
  });

  test('of another name is mapped', () => {
    const row = { rules: 'Be brief.', system: 'Unused.', messages: conversation };
    expect(messagesOf(row, { system: 'rules' })).toEqual([
      { role: 'system', content: 'Be brief.' },
      ...conversation,
    ]);
  });
});

test.each([[''], ['  '], [null], [[]]])('a system message that is %j is passed over', (content) => {
  expect(messagesOf({ messages: [{ role: 'system', content }, ...conversation] })).toEqual(conversation);
});

test('parts of text are joined, and thoughts among them or beside them are kept apart', () => {
  const content = [
    { type: 'thinking', thinking: 'Basil wilts.' },
    { type: 'text', text: 'Yes, chopped', image_url: null },
    { type: 'output_text', text: ' and under oil.' },
  ];
  const thought = [asked, { ...answered, reasoning: 'Basil wilts.' }];
  expect(messagesOf({ messages: [asked, { role: 'assistant', content }] })).toEqual(thought);
  for (const key of ['reasoning_content', 'reasoning', 'thinking']) {
    expect(messagesOf({ messages: [asked, { ...answered, [key]: ' Basil wilts.' }] })).toEqual(thought);
  }
  const ofGemini = {
    role: 'model',
    parts: [{ text: 'Basil wilts.', thought: true }, { text: answered.content }],
  };
  expect(messagesOf({ messages: [asked, ofGemini] })).toEqual(thought);
  expect(messagesOf({ messages: [{ ...asked, reasoning: 'Hm.' }, answered] })).toEqual(conversation);
});

test.each([
  ['kitchen', 'kitchen'],
  [7, '7'],
  [['forum', 2021], '["forum",2021]'],
  [{ name: 'forum', page: null }, '{"name":"forum"}'],
  [12n, '12'],
  [null, undefined],
  [undefined, undefined],
  [' ', undefined],
])('a label of any kind costs no row: %s', (source, label) => {
  expect(readConversationRow({ source, messages: conversation })).toMatchObject({
    source: label,
    messages: conversation,
  });
});

test('system messages and consecutive messages of one role are kept as they stand', () => {
  const messages = [{ role: 'system', content: 'Be brief.' }, asked, asked, answered, answered];
  expect(messagesOf({ messages })).toEqual(messages);
});

test('other columns, and other keys of a message, are left out', () => {
  const row = { id: 9, messages: [{ ...asked, weight: 1, name: null, tool_calls: null }], tags: [] };
  expect(messagesOf(row)).toEqual([asked]);
});

test('a turn of 100 KB comes through whole, its white space too', () => {
  const content = ` ${'ü'.repeat(50_000)}\n`;
  expect(messagesOf({ conversation: [{ input: content, output: 'Long.' }] })).toEqual([
    { role: 'user', content },
    { role: 'assistant', content: 'Long.' },
  ]);
});

test('half a surrogate pair becomes the mark of a character that is none', () => {
  const row = {
    source: 'a\ud83d',
    messages: [{ role: 'user', content: 'a \ud83d b \ude00 c \ud83d\ude00' }],
  };
  expect(readConversationRow(row)).toMatchObject({
    source: 'a\ufffd',
    messages: [{ content: 'a \ufffd b \ufffd c \ud83d\ude00' }],
  });
});
