import type { ModelPrice } from '../contract/prices.ts';
import { dayOf, listedPrice } from './prices/listed-price.ts';
import { parseModelName } from '../contract/names.ts';
import type { ChatModel } from './chat-model.ts';
import { openaiChatModel } from './openai-chat-model.ts';
import { openaiProviderDefaults, type ProviderSettings } from './providers.schema.ts';
import { simulatedChatModel } from './simulated-chat-model.ts';

export interface Provider {
  name: string;
  maxConcurrentRequests: number;
  requestsPerSecond: number | undefined;
  timeoutMilliseconds: number;
  chatModel: ChatModel;
}

export interface ConfiguredProvider {
  name: string;
  settings: ProviderSettings;
  apiKey: string | undefined;
  /** A key it needs and does not have. */
  missingKey: string | undefined;
}

const simulatedConcurrency = 100;

/** The providers this worker knows: the configured ones, and the built-in `simulated`. */
export class Providers {
  readonly #providers = new Map<string, Provider>();
  readonly #missingKeys = new Map<string, string>();
  readonly #settings = new Map<string, ProviderSettings>();
  /** Of the kept list, looked up once a day: prices in it begin on a day. */
  readonly #listed = new Map<string, { day: string; price: ModelPrice | undefined }>();

  constructor(configured: readonly ConfiguredProvider[], simulatedLatencyMilliseconds = 0) {
    this.#providers.set('simulated', {
      name: 'simulated',
      maxConcurrentRequests: simulatedConcurrency,
      requestsPerSecond: undefined,
      timeoutMilliseconds: 0,
      chatModel: simulatedChatModel({ latencyMilliseconds: simulatedLatencyMilliseconds }),
    });
    for (const { name, settings, apiKey, missingKey } of configured) {
      this.#settings.set(name, settings);
      if (missingKey !== undefined) {
        this.#missingKeys.set(name, missingKey);
        continue;
      }
      const {
        maxConcurrentRequests,
        requestsPerSecond,
        timeoutSeconds,
        flexTimeoutSeconds,
        prices: _,
        preset: __,
        ...server
      } = settings;
      const timeoutMilliseconds = timeoutSeconds * 1_000;
      this.#providers.set(name, {
        name,
        maxConcurrentRequests,
        requestsPerSecond,
        timeoutMilliseconds,
        chatModel: openaiChatModel({
          ...server,
          name,
          apiKey,
          requestTimeoutMilliseconds: timeoutMilliseconds,
          patientTimeoutMilliseconds: flexTimeoutSeconds * 1_000,
        }),
      });
    }
  }

  /** Those that can be called, each to be served on its own task queue. */
  usable(): Provider[] {
    return [...this.#providers.values()];
  }

  /** As the providers file has it, else as the kept list has it for its address; undefined where neither does. Simulated models are free. */
  priceOf(model: string, now = new Date()): ModelPrice | undefined {
    const { provider, modelId } = parseModelName(model);
    if (provider === 'simulated') return { promptUsdPerMillion: 0, completionUsdPerMillion: 0 };
    const settings = this.#settings.get(provider);
    const own = settings?.prices ?? {};
    if (Object.hasOwn(own, modelId)) return own[modelId];
    const baseUrl =
      settings?.baseUrl ?? (provider === 'openai' ? openaiProviderDefaults(undefined).baseUrl : undefined);
    if (baseUrl === undefined) return undefined;
    const before = this.#listed.get(model);
    const day = dayOf(now);
    if (before?.day === day) return before.price;
    const price = listedPrice(baseUrl, modelId, now);
    this.#listed.set(model, { day, price });
    return price;
  }

  /** Why a run cannot use this model, in words for whoever started it; undefined where it can. */
  problemWith(model: string): string | undefined {
    const { provider } = parseModelName(model);
    if (this.#providers.has(provider)) return undefined;
    const missingKey = this.#missingKeys.get(provider);
    if (missingKey !== undefined) {
      return `the worker's environment has no ${missingKey}, the key of provider "${provider}": set it and restart the worker`;
    }
    const known = [...this.#providers.keys(), ...this.#missingKeys.keys()].sort().join(', ');
    const hint =
      provider === 'openai'
        ? 'set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server, and restart the worker'
        : "define it in the worker's PROVIDERS_FILE";
    return `the worker has no provider "${provider}" (it has: ${known}): ${hint}`;
  }
}
