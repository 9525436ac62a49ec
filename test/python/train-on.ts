import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const execute = promisify(execFile);
const script = fileURLToPath(new URL('train_on.py', import.meta.url));

interface Pair {
  chosen: string;
  rejected: string;
}

export interface FurtherConfigs {
  prompts: string[];
  margin: number[];
  reward: Pair[];
  tpo: (Pair & { prompt: string; reference: string })[];
  messages: string[];
  ranked: { two: boolean; tie: boolean; chosen: object[]; rejected: object[] }[];
}

/** What TRL's trainers make of the configs that a run has to ask for. */
export async function furtherConfigs(folder: string, tokenizer: string): Promise<FurtherConfigs> {
  return (await trainOn(folder, tokenizer, 'configs')) as FurtherConfigs;
}

export interface Fit {
  rows: number;
  dropped: number;
  truncated: number;
  /** Of the tokens that each row needs, in their order. */
  longest: number[];
}

/** What each trainer drops and cuts at its usual length. */
export async function fitOf(folder: string, tokenizer: string): Promise<Record<string, Fit>> {
  return (await trainOn(folder, tokenizer, 'fit')) as Record<string, Fit>;
}

interface PlainMessage {
  role: string;
  content: string;
}

export interface OtherLoaders {
  /** Of `trl`, and of `default`. */
  axolotl: (Pair & { prompt: string })[][];
  llamafactory: { prompt: PlainMessage[]; response: PlainMessage[]; system: string }[];
  /** Prompt, chosen, rejected and margin, of `trl` and of `default`; null where it is not installed. */
  openrlhf: [string, string, string, number][][] | null;
}

/** What other trainers' own readers make of a dataset. */
export async function otherLoaders(folder: string, tokenizer: string): Promise<OtherLoaders> {
  return (await trainOn(folder, tokenizer, 'loaders')) as OtherLoaders;
}

/** The row ids of every split, as `load_dataset` finds them. */
export async function loadSplits(
  folder: string,
  tokenizer: string,
): Promise<Record<string, Record<string, string[]>>> {
  return (await trainOn(folder, tokenizer, 'splits')) as Record<string, Record<string, string[]>>;
}

async function trainOn(folder: string, tokenizer: string, subject: string): Promise<unknown> {
  const { stdout } = await execute(inject('python'), [script, folder, tokenizer, subject], {
    env: { ...process.env, HF_HUB_OFFLINE: '1', HF_HUB_DISABLE_TELEMETRY: '1', PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout) as unknown;
}
