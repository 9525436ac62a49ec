import type { ProviderError } from './provider-error.schema.ts';

/** A setting of a model that its server refuses for every call alike. */
export type RefusedSetting =
  | 'temperature'
  | 'topP'
  | 'maxTokens'
  | 'maxTokensParameter'
  | 'structuredOutputs'
  | 'seed'
  | 'reasoningEffort'
  | 'verbosity'
  | 'serviceTier'
  | 'stop'
  | 'topK'
  | 'unknown';

/** Codes and words for "this server, or this model, does not take that". */
const refusingCodes =
  /^(unsupported_(parameter|value)|unknown_parameter|unsupportedparamserror|extra_forbidden)$/i;
const refusing =
  /unsupported|unrecognized|unknown (parameter|field|argument|name|keyword)|unexpected keyword|extra (fields|inputs)|extra_forbidden|not (currently )?(supported|support|available|allowed|permitted|enabled|accept)|(doesn't|does not|don't|do not|isn't|is not|cannot) (support|accept|permit|allow)|unavailable|deprecated|only (the default|supports?|.{0,20} is (allowed|supported))|cannot (both )?be (specified|used|set)|must be|should be|invalid|range:|out of range|too (large|high)|less than or equal|at most/i;

/** By the name of the parameter, wherever it stands; `max_tokens` behind those that quote it in passing. */
const parameters: readonly [RegExp, RefusedSetting][] = [
  [
    /response[_ ]format|json[_ ]schema|structured[_ ]outputs?|json[_ ](mode|object)|guided_json|grammar/i,
    'structuredOutputs',
  ],
  [/temperature/i, 'temperature'],
  [/top_p|topP/, 'topP'],
  [/max_(completion_|output_|new_)?tokens/i, 'maxTokensParameter'],
  [/\bseed\b/i, 'seed'],
  [/reasoning[_.]effort/i, 'reasoningEffort'],
  [/\bverbosity\b/i, 'verbosity'],
  [/service[_ ]tier/i, 'serviceTier'],
  [/top_k|topK/, 'topK'],
  [/['"`]stop['"`]/i, 'stop'],
];

/** Numbers a model will not take, where it knows the parameter. */
const tooMany =
  /too (large|high)|at most|less than or equal|exceeds?|range|must be (less|between|<)|maximum/i;

/** Which setting an error refuses; undefined where it speaks of something else. */
export function refusedSetting({ codes, message = '', param }: ProviderError): RefusedSetting | undefined {
  const named = codes.some((code) => refusingCodes.test(code));
  const words = message.slice(0, longestExamined);
  if (!named && !refusing.test(words)) return undefined;
  // A parameter that the error names itself is the one; words may name others in passing.
  const setting = settingIn(param ?? '') ?? settingIn(words);
  if (setting === 'maxTokensParameter' && tooMany.test(words) && !/unsupported|instead/i.test(words)) {
    return 'maxTokens';
  }
  return setting ?? (named || unknownArgument.test(words) ? 'unknown' : undefined);
}

const unknownArgument =
  /unrecognized (request )?argument|unknown (parameter|argument)|unsupported parameter/i;

/** Some proxies put the whole request behind their words. */
const longestExamined = 1_000;

function settingIn(text: string): RefusedSetting | undefined {
  return parameters.find(([form]) => form.test(text))?.[1];
}

/** What to change, by its name and where it stands. */
export function mendingAdvice(setting: RefusedSetting, { message = '' }: ProviderError): string {
  switch (setting) {
    case 'temperature':
      return 'Give the model "temperature": null in the input, which sends none, or a temperature that it takes.';
    case 'topP':
    case 'topK':
    case 'reasoningEffort':
    case 'verbosity':
    case 'serviceTier':
    case 'stop':
      return `Leave "${setting}" out of the input for this model, or give it another value.`;
    case 'maxTokens':
      return 'Lower "maxTokens" in the input for this model.';
    case 'maxTokensParameter':
      return (
        `Set "maxTokensParameter": "${otherName(message)}" for this provider or model in the worker's ` +
        'PROVIDERS_FILE.'
      );
    case 'structuredOutputs':
      return `Set "structuredOutputs": false for this provider or model in the worker's PROVIDERS_FILE.`;
    case 'seed':
      return `Set "sendSeed": false for this provider or model in the worker's PROVIDERS_FILE.`;
    case 'unknown':
      return "Leave that parameter out of the input, or see which settings the worker's PROVIDERS_FILE has for it.";
  }
}

/** "… Use 'max_completion_tokens' instead" names both; one that is named alone is the refused one. */
function otherName(message: string): string {
  const instead = /use ['"`]?(max_tokens|max_completion_tokens)/i.exec(message)?.[1];
  return instead ?? (/max_completion_tokens/i.test(message) ? 'max_tokens' : 'max_completion_tokens');
}
