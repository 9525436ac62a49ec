import type { z } from 'zod';

/** What is wrong at one place of an input, in words for its author; zod's own stand where ours say nothing better. */
export function wordsOf(issue: z.core.$ZodIssue): string {
  const isOwn = !/^(Invalid input: expected|Too (small|big): expected|Invalid (string|option))/.test(
    issue.message,
  );
  if (isOwn) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue);
    case 'too_small':
      return `must ${bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
    default:
      return issue.message;
  }
}

/** For keys that other programs use for what has another name, or another place, here. */
export function unknownKey(key: string): string {
  const own = namesHere.get(key);
  if (own !== undefined) return `is not a known key: it is called "${own}" here`;
  return /^(api_?key|base_?url|endpoint|api_base)$/i.test(key)
    ? "is not a known key: addresses and keys belong to the worker's PROVIDERS_FILE, see docs/providers.md"
    : 'is not a known key';
}

const namesHere = new Map([
  ['max_tokens', 'maxTokens'],
  ['max_new_tokens', 'maxTokens'],
  ['max_completion_tokens', 'maxTokens'],
  ['top_p', 'topP'],
  ['top_k', 'topK'],
  ['system', 'systemPrompt'],
  ['system_prompt', 'systemPrompt'],
  ['num_generations', 'samples'],
  ['n', 'samples'],
  ['reasoning_effort', 'reasoningEffort'],
  ['extra_body', 'extraBody'],
  ['aspect', 'aspects'],
  ['generator', 'generators'],
  ['judge', 'judges'],
  ['models', 'generators'],
  ['labeller', 'judges'],
  ['input', 'source'],
  ['dataset', 'source'],
  ['repo_id', 'hub'],
  ['file', 'path'],
  ['format', 'formats'],
  ['budget', 'budgetUsd'],
]);

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

/** What a place usually holds, where a wrong kind of value shows that its author took it for something else. */
const usual: Readonly<Record<string, string>> = {
  source: '{"path": "conversations.jsonl"} or {"hub": "LDJnr/Capybara"}',
  rows: '{"limit": 100}',
  generators: '[{"model": "openai/gpt-4.1-mini"}]',
  judges: '[{"model": "openai/gpt-4.1"}]',
  aspects: '["helpfulness", "honesty"]',
  filters: '["refusals"]',
  formats: '["parquet"]',
  output: '{"path": "out/my-pairs"}',
  push: '{"hub": {"repo": "me/my-pairs"}}',
  hub: '{"repo": "me/my-pairs"}',
  pairing: '{"minMargin": 1}',
  limits: '{"budgetUsd": 5}',
};

function wrongKind({ expected, input, message, path }: z.core.$ZodIssueInvalidType): string {
  const wanted = kinds[expected];
  if (wanted === undefined) return message;
  const given = kinds[kindOf(input, message)];
  const place = path.at(-1);
  const list = path.at(-2);
  const said = typeof place === 'string' ? usual[place] : usual[String(list)]?.replace(/^\[(.*)\]$/, '$1');
  const example = said?.startsWith(wanted === 'a list' ? '[' : '{') && wanted !== 'a text' ? said : undefined;
  return [
    `must be ${wanted}`,
    ...(given === undefined || wanted.endsWith(given.slice(2)) ? [] : [`, not ${given}`]),
    ...(example === undefined ? [] : [`, such as ${example}`]),
  ].join('');
}

/** zod keeps the value out of an issue unless it is asked; its own sentence names the kind. */
function kindOf(input: unknown, message: string): string {
  if (input === undefined) return /received (\w+)$/.exec(message)?.[1] ?? '';
  if (input === null) return 'null';
  return Array.isArray(input) ? 'array' : typeof input;
}

function bound(origin: string, than: string, limit: number | bigint): string {
  switch (origin) {
    case 'string':
      return than === 'at least' && limit === 1 ? 'not be empty' : `have ${than} ${limit} characters`;
    case 'array':
      return `have ${than} ${limit} of them`;
    default:
      return `be ${than} ${limit}`;
  }
}
