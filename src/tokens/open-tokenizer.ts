import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadFile, HubApiError } from '@huggingface/hub';
import { invalidInput, passingFailure } from '../contract/failures.ts';
import { hubCredentials, type HubAccess } from '../http/hub-access.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { ChatTokenizer } from './chat-tokenizer.ts';
import { tokenizerConfigSchema, tokenizerFileSchema } from './tokenizer-files.schema.ts';

/** Where a worker finds tokenizers. */
export interface TokenizerPlaces {
  directory: DataDirectory;
  hub: HubAccess;
}

/** One of a tokenizer's files; undefined where it has no such. */
type ReadTokenizerFile = (name: string) => Promise<string | undefined>;

/** Reading one takes up to a second, and a run asks for the same again and again. */
const opened = new Map<string, Promise<ChatTokenizer>>();

/**
 * A tokenizer by what an input calls it: a `tokenizer.json` under DATA_DIR, with `tokenizer_config.json` and, where there
 * is one, `chat_template.jinja` beside it; or a model of the Hub. Fails with `InvalidInput` or `Hub.Unavailable`.
 */
export async function openTokenizer(places: TokenizerPlaces, name: string): Promise<ChatTokenizer> {
  const { key, read } = await filesOf(places, name);
  const before = opened.get(key);
  if (before) return await before;
  const opening = readTokenizer(name, read);
  opened.set(key, opening);
  opening.catch(() => opened.delete(key));
  return await opening;
}

async function filesOf({ directory, hub }: TokenizerPlaces, name: string) {
  if (!name.endsWith('.json')) return { key: `${hub.endpoint} ${name}`, read: hubFiles(hub, name) };
  const resolved = await directory.resolve(name);
  if ('problem' in resolved) throw problem(resolved.problem);
  const found = await stat(resolved.path).catch(() => undefined);
  if (!found?.isFile()) throw problem(`there is no file "${name}" under DATA_DIR`);
  const read: ReadTokenizerFile = (file) =>
    readFile(file === 'tokenizer.json' ? resolved.path : join(dirname(resolved.path), file), 'utf8').catch(
      () => undefined,
    );
  return { key: `${resolved.path} ${found.mtimeMs}`, read };
}

async function readTokenizer(name: string, read: ReadTokenizerFile): Promise<ChatTokenizer> {
  const [tokenizer, config, template] = [
    await read('tokenizer.json'),
    await read('tokenizer_config.json'),
    await read('chat_template.jinja'),
  ];
  if (tokenizer === undefined) throw problem(`"${name}" has no tokenizer.json`);
  const parsed = {
    tokenizer: parsedAs('tokenizer.json', tokenizerFileSchema, tokenizer),
    config: parsedAs('tokenizer_config.json', tokenizerConfigSchema, config ?? '{}'),
  };
  const named = template ?? parsed.config.chat_template ?? {};
  const usual = typeof named === 'string' ? named : named['default'];
  const tools = typeof named === 'string' ? named : (named['tool_use'] ?? usual);
  if (usual === undefined || tools === undefined) {
    throw problem(
      `"${name}" has no chat template, without which trainers take no conversation: name the tokenizer of a chat model`,
    );
  }
  try {
    return new ChatTokenizer(parsed.tokenizer, parsed.config, { usual, tools });
  } catch (error) {
    throw problem(`"${name}" is of a kind that is not read: ${(error as Error).message}`);
  }

  function parsedAs<Parsed>(file: string, schema: { parse(value: unknown): Parsed }, text: string): Parsed {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      throw problem(`"${name}" has a ${file} that is none`);
    }
  }
}

/** Ten megabytes at most, fetched once by each process. */
function hubFiles(hub: HubAccess, name: string): ReadTokenizerFile {
  return async (file) => {
    try {
      const repo = { type: 'model', name } as const;
      const content = await downloadFile({ repo, path: file, ...hubCredentials(hub) });
      return await content?.text();
    } catch (error) {
      const status = error instanceof HubApiError ? error.statusCode : undefined;
      if (status === 404) return undefined;
      if (status === 401 || status === 403) {
        throw problem(
          `the Hub has no "${name}" for this worker: see its name, and HF_TOKEN in the worker's environment`,
        );
      }
      const message = `the tokenizer "${name}" could not be had (${(error as Error).message})`;
      throw passingFailure(
        {
          type: 'Hub.Unavailable',
          message: `${message}: see whether ${hub.endpoint} is there, then resume the run`,
        },
        {},
      );
    }
  };
}

function problem(what: string) {
  return invalidInput([`output.tokenizer: ${what}`]);
}
