export interface OptionProblem {
  path: string[];
  message: string;
}

/** What a request has of its own, and the key of the input that sets it; null where nothing may. */
const reserved: Readonly<Record<string, string | null>> = {
  model: 'model',
  models: 'model',
  messages: null,
  prompt: null,
  input: null,
  system: 'systemPrompt',
  instructions: 'systemPrompt',
  stream: null,
  stream_options: null,
  n: 'samples',
  best_of: 'samples',
  seed: 'seed',
  tools: null,
  functions: null,
  tool_choice: 'toolChoice',
  function_call: 'toolChoice',
  response_format: null,
  max_tokens: 'maxTokens',
  max_completion_tokens: 'maxTokens',
  max_output_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  top_k: 'topK',
  stop: 'stop',
  reasoning_effort: 'reasoningEffort',
  verbosity: 'verbosity',
  service_tier: 'serviceTier',
  background: null,
  extra_body: 'extraBody',
  extra_headers: 'extraHeaders',
};

/** Names under which a key to an account is sent; `prompt_cache_key`, `eos_token` and their like are none. */
const credentialName =
  /authori[sz]ation|api[-_]?key|(^|[-_])auth([-_]|$)|(?<!cache)(^|[-_])key$|(?<!(bos|eos|pad|sep|unk|stop|special|start|end)_)token$|credential|secret|passw(or)?d|cookie|bearer|signature/i;
/** What such a key looks like, whatever it is called. */
const credentialValue =
  /^\s*(bearer|basic)\s|^\s*(sk|pk|rk|hf|gsk|xai|ghp|github_pat)[-_]\w{8}|^\s*AIza\w{10}/i;
/** Names under which proxies are told where to send a request, and its key with it. */
const addressName =
  /(^|[-_])(url|uri|host|hostname|endpoint|target|proxy|webhook|callback|gateway|forwarded|origin|api[-_]?base|base[-_]?url|server|servers)([-_]|$)/i;
const address = /^\s*[a-z][a-z0-9+.-]*:\/\//i;
/** Of the connection, and of what this application sends by itself. */
const connectionHeader =
  /^(connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|content-.*|accept|accept-encoding|via|date|idempotency-key|x-idempotency-key|:.*|sec-.*|x-stainless-.*)$/;
/** OpenRouter shows it beside the calls of an application. */
const harmlessAddress = /^(http-)?referer$/;

/** Parameters of a body that no input may set, each with its first problem. */
export function bodyProblems(body: Readonly<Record<string, unknown>>): OptionProblem[] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (Object.hasOwn(reserved, name)) {
      const own = reserved[name];
      const instead = own ? `give it as "${own}"` : 'the application sends its own';
      return [{ path: [name], message: `cannot be set by "extraBody": ${instead}` }];
    }
    const problem = nameProblem(name) ?? valueProblem(value);
    return problem ? [{ ...problem, path: [name, ...problem.path] }] : [];
  });
}

/** Headers that no input may set; names are in lower case. */
export function headersProblems(headers: Readonly<Record<string, string>>): OptionProblem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (connectionHeader.test(name)) {
      return [{ path: [name], message: 'cannot be set by "extraHeaders": the application sends its own' }];
    }
    const problem = harmlessAddress.test(name) ? undefined : (nameProblem(name) ?? valueProblem(value));
    return problem ? [{ ...problem, path: [name] }] : [];
  });
}

function nameProblem(name: string): OptionProblem | undefined {
  const apart = name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
  if (credentialName.test(apart)) return refused(isKey);
  return addressName.test(apart) ? refused(isAddress) : undefined;
}

function valueProblem(value: unknown): OptionProblem | undefined {
  if (typeof value === 'string') {
    if (credentialValue.test(value)) return refused(isKey);
    return address.test(value) ? refused(isAddress) : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, held] of Object.entries(value as Record<string, unknown>)) {
    const problem = (isSaid(held) ? nameProblem(name) : undefined) ?? valueProblem(held);
    if (problem) return { ...problem, path: [name, ...problem.path] };
  }
  return undefined;
}

/** A name further in tells of a text only: the properties of a JSON Schema may be called anything. */
function isSaid(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.some(isSaid));
}

const isKey =
  "is refused as a key: keys belong in the worker's environment, and an input stands in histories and in run.json";
const isAddress =
  "is refused as an address: where a model is called belongs in the worker's PROVIDERS_FILE, and no input sends a key elsewhere";

function refused(message: string): OptionProblem {
  return { path: [], message };
}
