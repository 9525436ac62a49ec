import { OpenAI, type APIError } from 'openai';
import { patientFetch } from '../http/patient-fetch.ts';

export interface OpenaiClientOptions {
  baseUrl: string;
  apiKey: string;
  requestTimeoutMilliseconds: number;
}

/** The `openai` package's client, made to ask once, to log nothing, and to take nothing from the environment. */
export class OpenaiClient extends OpenAI {
  constructor({ baseUrl, apiKey, requestTimeoutMilliseconds }: OpenaiClientOptions) {
    super({
      baseURL: baseUrl,
      apiKey,
      timeout: requestTimeoutMilliseconds,
      maxRetries: 0,
      fetch: patientFetch,
      logLevel: 'off',
      // Each of these would otherwise be read from process.env.
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
    });
    // OPENAI_CUSTOM_HEADERS ends up here, and no option keeps it out.
    this._options.defaultHeaders = undefined;
  }

  /** Keeps the whole body: the package drops all of it unless it lies under `error`, as vLLM's and Mistral's do not. */
  protected override makeStatusError(
    status: number,
    body: object | undefined,
    text: string | undefined,
    headers: Headers,
  ): APIError {
    return super.makeStatusError(status, { error: body ?? text }, undefined, headers);
  }
}
