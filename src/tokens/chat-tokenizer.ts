import { Template } from '@huggingface/jinja';
import * as tokenizers from '@huggingface/tokenizers';
import type { TokenizerConfig } from './tokenizer-files.schema.ts';

/** What is used of the library, whose own types name their files without endings and so are not found. */
interface TextTokenizer {
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[] };
  token_to_id(token: string): number | undefined;
}

const { Tokenizer } = tokenizers as unknown as {
  Tokenizer: new (tokenizer: object, config: object) => TextTokenizer;
};

export interface ChatMessage {
  role: string;
  content: string;
}

/** A model's tokenizer with its chat template, as `transformers` applies it. */
export class ChatTokenizer {
  readonly #tokenizer: TextTokenizer;
  readonly #config: TokenizerConfig;
  readonly #template: Template;
  readonly #toolTemplate: Template;

  constructor(tokenizer: object, config: TokenizerConfig, templates: { usual: string; tools: string }) {
    this.#tokenizer = new Tokenizer(tokenizer, config);
    this.#config = config;
    this.#template = new Template(templates.usual);
    this.#toolTemplate = templates.tools === templates.usual ? this.#template : new Template(templates.tools);
  }

  /** The ids of a text, without tokens that begin or end one. */
  ids(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /** A conversation as its model reads it; `beforeAnswer` ends it with what comes before an assistant's words. */
  chatIds(messages: readonly ChatMessage[], tools: unknown, beforeAnswer: boolean): number[] {
    const { bos_token, eos_token, unk_token, pad_token } = this.#config;
    const template = tools === undefined ? this.#template : this.#toolTemplate;
    const text = template.render({
      messages,
      ...(tools === undefined ? {} : { tools }),
      add_generation_prompt: beforeAnswer,
      bos_token: bos_token ?? '',
      eos_token: eos_token ?? '',
      unk_token: unk_token ?? '',
      pad_token: pad_token ?? '',
    });
    return this.ids(text);
  }

  /** Undefined where the tokenizer has none. */
  get beginning(): number | undefined {
    return this.#idOf(this.#config.bos_token);
  }

  get ending(): number | undefined {
    return this.#idOf(this.#config.eos_token);
  }

  #idOf(token: string | null | undefined): number | undefined {
    return token == null ? undefined : this.#tokenizer.token_to_id(token);
  }
}
