/** Where servers put thoughts beside an answer: DeepSeek, vLLM and SGLang; OpenRouter and newer vLLM; Ollama. */
const thoughtFields = ['reasoning_content', 'reasoning', 'thinking'] as const;
/** In parts: OpenRouter's, LiteLLM's for Anthropic, and the content itself, as Mistral has it. */
const thoughtLists = ['reasoning_details', 'thinking_blocks', 'content'] as const;

/** The text of a message's content, which is text or a list of parts. Parts that are not text are left out. */
export function wordsIn(content: unknown): string {
  if (typeof content === 'string') return content;
  return partsOf(content)
    .map((part) => (typeof part === 'string' ? part : isText(part) ? textOf(part['text']) : ''))
    .join('');
}

/** What a message says its model thought, outside of the text itself. The first place that says anything: some say it twice. */
export function thoughtsIn(message: Readonly<Record<string, unknown>>): string | undefined {
  const places = [
    ...thoughtFields.map((field) => textOf(message[field])),
    ...thoughtLists.map((list) => partsOf(message[list]).map(thoughtOf).join('')),
  ];
  return places.map((thought) => thought.trim()).find((thought) => thought !== '');
}

/** `{type: "thinking", thinking}` of Mistral (itself in parts) and Anthropic, `{type: "reasoning.text", text}` and `.summary` of OpenRouter. */
function thoughtOf(part: unknown): string {
  if (!isRecord(part) || !/^(thinking|reasoning|thought)/.test(String(part['type']))) return '';
  const { thinking, text, summary, reasoning } = part;
  return textOf(thinking ?? text ?? summary ?? reasoning);
}

function isText(part: unknown): part is Record<string, unknown> {
  return isRecord(part) && (part['type'] === 'text' || part['type'] === 'output_text');
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? wordsIn(value) : typeof value === 'string' ? value : '';
}

function partsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
