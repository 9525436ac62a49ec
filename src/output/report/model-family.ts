/**
 * Families by how their models are called. A model can belong to two: a distillation carries both names, and a
 * fine-tune speaks much as the model it was made from.
 */
const familyNames: readonly [family: string, pattern: RegExp][] = [
  ['OpenAI GPT', /(^|[^a-z])(chatgpt|gpt(?![-_]?(j|neo|neox|2|4all)\b)|o[1-9](?=$|[-_:.])|davinci|codex)/],
  ['Claude', /claude/],
  ['Gemini and Gemma', /gemini|gemma|(^|[^a-z])(palm|bison|learnlm)/],
  ['Llama', /llama|vicuna|alpaca|(^|[^a-z])tulu/],
  ['Mistral', /mi[sx]tral|ministral|magistral|codestral|pixtral|zephyr|notus|openhermes|neuralbeagle/],
  ['Qwen', /qwen|qwq/],
  ['DeepSeek', /deepseek/],
  ['Phi', /(^|[^a-z])phi(?=$|[-_:.\d])/],
  ['Command', /(^|[^a-z])(command(?=$|[-_:.])|aya(?=$|[-_:.])|c4ai)/],
  ['Grok', /grok/],
  ['Nova', /(^|[^a-z])nova(?=$|[-_:.])/],
  ['GLM', /(^|[^a-z])(chat)?glm/],
  ['Kimi', /kimi|moonshot/],
];

/** Makers whose name before a slash tells the family of a model that doesn't say it. */
const familyOfMaker: Readonly<Record<string, string>> = {
  anthropic: 'Claude',
  google: 'Gemini and Gemma',
  gemini: 'Gemini and Gemma',
  'meta-llama': 'Llama',
  mistral: 'Mistral',
  mistralai: 'Mistral',
  qwen: 'Qwen',
  deepseek: 'DeepSeek',
  'deepseek-ai': 'DeepSeek',
  cohere: 'Command',
  coherelabs: 'Command',
  'x-ai': 'Grok',
  xai: 'Grok',
};

/**
 * The families a model name or `<provider>/<model id>` belongs to; none where nothing tells. `openai/` alone tells
 * nothing: it is what any server of that protocol is called here.
 */
export function familiesOf(model: string): string[] {
  const [id = '', ...makers] = model.trim().toLowerCase().split('/').reverse();
  const named = familyNames.filter(([, pattern]) => pattern.test(id)).map(([family]) => family);
  if (named.length > 0) return named;
  const maker = makers.find((name) => Object.hasOwn(familyOfMaker, name));
  return maker === undefined ? [] : [familyOfMaker[maker] ?? maker];
}

/** Whether a judge may favour a candidate as one of its own: the same model, or one of its family. */
export function sameFamily(judgeModel: string, candidateModel: string): boolean {
  return sharedFamily(judgeModel, candidateModel) !== undefined;
}

/** What a judge and a candidate share: a family's name, the model itself where no family is known, or nothing. */
export function sharedFamily(judgeModel: string, candidateModel: string): string | undefined {
  const families = familiesOf(candidateModel);
  const shared = familiesOf(judgeModel).find((family) => families.includes(family));
  if (shared !== undefined) return shared;
  return judgeModel.trim().toLowerCase() === candidateModel.trim().toLowerCase() ? candidateModel : undefined;
}
