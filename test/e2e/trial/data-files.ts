import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { steadyConfigs, type ConfigName, type ConfigRow } from '../../../src/preference/config-features.ts';
import { finishedManifestSchema } from '../../../src/dataset/manifest.schema.ts';

/** What a run published, as far as trials look at it. */
export interface DataFiles {
  /** All JSON lines, one file after another. */
  text: string;
  /** Every data file of every format, with its digest. */
  digests: string[];
  pairs: number;
  dropped: ConfigRow['dropped'][];
}

export async function readDataFiles(folder: string): Promise<DataFiles> {
  const texts = await Promise.all(steadyConfigs.map((config) => readConfig(folder, config)));
  return {
    text: texts.join(''),
    digests: await readDigests(folder),
    pairs: lines(await readConfig(folder, 'default')).length,
    dropped: lines(await readConfig(folder, 'dropped')).map(
      (line) => JSON.parse(line) as ConfigRow['dropped'],
    ),
  };
}

export async function readRunJson(folder: string): Promise<{ state: string; [key: string]: unknown }> {
  return JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { state: string };
}

async function readDigests(folder: string): Promise<string[]> {
  const { files } = finishedManifestSchema.parse(await readRunJson(folder));
  return files.map(({ path, sha256 }) => `${path} ${sha256}`);
}

async function readConfig(folder: string, config: ConfigName): Promise<string> {
  return await readFile(join(folder, 'jsonl', config, 'train-00000-of-00001.jsonl'), 'utf8');
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Where two runs' files first differ, with a little of both; undefined where they are the same. */
export function firstDifference(files: DataFiles, expected: DataFiles): string | undefined {
  if (files.text === expected.text) {
    return files.digests.find((digest, place) => digest !== expected.digests[place]);
  }
  const [found, wanted] = [files.text, expected.text].map((text) => text.split('\n'));
  const line = found?.findIndex((text, place) => text !== wanted?.[place]) ?? 0;
  const [one = '', other = ''] = [found?.[line], wanted?.[line]];
  const at = Array.from(one).findIndex((character, place) => character !== other[place]);
  return `line ${line}: ${one.slice(Math.max(0, at - 80), at + 80)} / ${other.slice(Math.max(0, at - 80), at + 80)}`;
}
