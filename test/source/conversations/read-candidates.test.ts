import { describe, expect, test } from 'vitest';
import { columnsOfConversation } from '../../../src/source/conversations/conversation-columns.ts';
import { readConversationRow } from '../../../src/source/conversations/read-conversation-row.ts';

const question = 'Why do my beans climb anticlockwise?';

function answersOf(row: Record<string, unknown>, mapping = {}, wanted?: boolean) {
  const read = readConversationRow(row, mapping, wanted);
  if ('problem' in read) return read.problem;
  return read.candidates?.given.candidates.map(({ model, text, loss }) => [model, text ?? loss?.detail]);
}

function messagesOf(row: Record<string, unknown>, mapping = {}) {
  const read = readConversationRow(row, mapping);
  return 'problem' in read ? read.problem : read.messages.map(({ role, content }) => `${role}: ${content}`);
}

describe('answers that cannot be read', () => {
  test.each<[unknown, string]>([
    [null, 'responses.1: is null'],
    ['', 'responses.1: is empty'],
    [{ score: 3 }, 'responses.1: holds no text (keys: score)'],
    [[{ role: 'user', content: 'And you?' }], 'responses.1: holds no message of an assistant'],
    ['<think>Hmm, beans.</think>', 'responses.1: holds nothing but a thought'],
  ])('keep their place and cost themselves alone: %j', (given, problem) => {
    expect(answersOf({ prompt: question, responses: ['Most do.', given] })).toEqual([
      ['responses', 'Most do.'],
      ['responses', problem],
    ]);
  });

  test('are too many where a row holds more than a judge is shown', () => {
    const responses = Array.from({ length: 51 }, (_, at) => `Answer ${at}`);
    expect(answersOf({ prompt: question, responses })).toBe('responses: 51 candidates, at most 50 are taken');
  });
});

test('nobody looks for candidates where the input says so', () => {
  expect(answersOf({ prompt: question, responses: ['a', 'b'] }, {}, false)).toBeUndefined();
});

test("UltraFeedback's rows give its models' completions, whatever else stands beside them", () => {
  const row = {
    source: 'evol_instruct',
    instruction: question,
    models: ['tall-7b', 'short-13b'],
    completions: [
      {
        annotations: { helpfulness: { Rating: '4', Rationale: 'Fine.', Type: ['1'] } },
        custom_system_prompt: 'Be brief.',
        model: 'tall-7b',
        principle: 'helpfulness',
        response: 'They follow their own growth.',
        critique: 'Good.',
        'fine-grained_score': 4.5,
        overall_score: 7,
      },
      { model: 'short-13b', response: 'Habit.', overall_score: 3, annotations: {} },
    ],
    correct_answers: ['None'],
    incorrect_answers: ['None'],
  };
  expect(answersOf(row)).toEqual([
    ['tall-7b', 'They follow their own growth.'],
    ['short-13b', 'Habit.'],
  ]);
  expect(messagesOf(row)).toEqual([`user: ${question}`]);
});

describe('a list of answers', () => {
  const asked = [{ role: 'user', content: question }];
  test.each<[string, Record<string, unknown>]>([
    ['of texts', { responses: ['One.', 'Two.'] }],
    ['in a column "generations"', { generations: ['One.', 'Two.'] }],
    ['of messages', { completions: ['One.', 'Two.'].map((content) => ({ role: 'assistant', content })) }],
    [
      'of lists of messages',
      { responses: ['One.', 'Two.'].map((content) => [{ role: 'assistant', content }]) },
    ],
    [
      'of whole conversations',
      { responses: ['One.', 'Two.'].map((content) => [...asked, { role: 'assistant', content }]) },
    ],
    ['of ShareGPT turns', { responses: ['One.', 'Two.'].map((value) => [{ from: 'gpt', value }]) }],
    [
      'under other keys',
      { responses: [{ text: 'One.' }, { message: { role: 'assistant', content: 'Two.' } }] },
    ],
    ['as JSON text', { responses: '["One.", "Two."]' }],
    ['as lists in an object', { completions: { response: ['One.', 'Two.'], score: [1, 2] } }],
  ])('is told by its elements: %s', (_, columns) => {
    const answers = answersOf({ messages: asked, ...columns });
    expect(Array.isArray(answers) && answers.map(([, text]) => text)).toEqual(['One.', 'Two.']);
  });

  test('takes its models from a column beside it, if there is one for each', () => {
    const row = { prompt: question, generations: ['One.', 'Two.'] };
    expect(answersOf({ ...row, generation_models: ['a-1b', 'b-2b'] })).toEqual([
      ['a-1b', 'One.'],
      ['b-2b', 'Two.'],
    ]);
    expect(answersOf({ ...row, generation_models: ['a-1b'] })).toEqual([
      ['generations', 'One.'],
      ['generations', 'Two.'],
    ]);
  });

  test('keeps a text that only looks like JSON', () => {
    expect(answersOf({ prompt: question, responses: ['{"role": "x"', '[1, 2]'] })).toEqual([
      ['responses', '{"role": "x"'],
      ['responses', '[1, 2]'],
    ]);
  });

  test('stands beside the response of the conversation, which is the original', () => {
    const row = { messages: [...asked, { role: 'assistant', content: 'Habit.' }], responses: ['Light.'] };
    expect(answersOf(row)).toEqual([['responses', 'Light.']]);
    expect(messagesOf(row)).toEqual([`user: ${question}`, 'assistant: Habit.']);
  });

  test('is not what one text in its column is', () => {
    expect(answersOf({ prompt: question, completion: 'Habit.', completions: 'Habit.' })).toBeUndefined();
  });
});

describe('a preference set', () => {
  const whole = (content: string) => [
    { role: 'user', content: question },
    { role: 'assistant', content },
  ];

  test('gives both of its answers under the names of their models', () => {
    const row = {
      chosen: whole('Growth.'),
      chosen_model: 'tall-7b',
      rejected: whole('Magic.'),
      'rejected-model': 'short-13b',
    };
    expect(answersOf(row)).toEqual([
      ['tall-7b', 'Growth.'],
      ['short-13b', 'Magic.'],
    ]);
    expect(messagesOf(row)).toEqual([`user: ${question}`, 'assistant: Growth.']);
  });

  test('may hold texts behind a prompt, or transcripts', () => {
    expect(answersOf({ prompt: question, chosen: 'Growth.', rejected: 'Magic.' })).toEqual([
      ['chosen', 'Growth.'],
      ['rejected', 'Magic.'],
    ]);
    const transcript = (text: string) => `\n\nHuman: ${question}\n\nAssistant: ${text}`;
    const row = { chosen: transcript('Growth.'), rejected: transcript('Magic.') };
    expect(answersOf(row)).toEqual([
      ['chosen', 'Growth.'],
      ['rejected', 'Magic.'],
    ]);
  });

  test('with one side alone is a conversation', () => {
    expect(answersOf({ chosen: whole('Growth.') })).toBeUndefined();
    expect(messagesOf({ chosen: whole('Growth.') })).toHaveLength(2);
  });
});

describe('a mapping', () => {
  test('names one column that lists answers', () => {
    const row = { prompt: question, samples: ['One.', 'Two.'], responses: ['Three.'] };
    expect(answersOf(row, { candidates: 'samples' })).toEqual([
      ['samples', 'One.'],
      ['samples', 'Two.'],
    ]);
  });

  test('names a column for each answer, and finds the models of an arena', () => {
    const said = (content: string) => [
      { role: 'user', content: question },
      { role: 'assistant', content },
    ];
    const row = {
      conversation_a: said('Growth.'),
      conversation_b: said('Magic.'),
      model_a: 'tall-7b',
      model_b: 'short-13b',
    };
    const mapping = { messages: 'conversation_a', candidates: ['conversation_a', 'conversation_b'] };
    expect(answersOf(row, mapping)).toEqual([
      ['tall-7b', 'Growth.'],
      ['short-13b', 'Magic.'],
    ]);
  });
});

describe('the columns that are read of a file', () => {
  const columns = ['prompt', 'responses', 'models', 'chosen', 'rejected', 'score'];
  test('are those of candidates too', () => {
    expect(columnsOfConversation(columns, {})).toEqual([
      'prompt',
      'chosen',
      'responses',
      'rejected',
      'models',
    ]);
  });

  test('are those of the conversation alone where no candidates are wanted', () => {
    expect(columnsOfConversation(columns, {}, false)).toEqual(['prompt', 'chosen']);
  });
});
