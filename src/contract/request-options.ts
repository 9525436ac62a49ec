import type { RequestOptions } from './input/request-options.schema.ts';

/** Of a generator's or a judge's settings those that its requests carry as they are; none that was not given. */
export function requestOptionsOf(settings: RequestOptions): RequestOptions {
  const { reasoningEffort, verbosity, serviceTier, stop, topK, extraBody, extraHeaders } = settings;
  return {
    ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
    ...(verbosity === undefined ? {} : { verbosity }),
    ...(serviceTier === undefined ? {} : { serviceTier }),
    ...(stop === undefined ? {} : { stop }),
    ...(topK === undefined ? {} : { topK }),
    ...(extraBody === undefined ? {} : { extraBody }),
    ...(extraHeaders === undefined ? {} : { extraHeaders }),
  };
}
