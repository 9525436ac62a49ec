import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const execute = promisify(execFile);
const script = fileURLToPath(new URL('describe_dataset.py', import.meta.url));

export type Features = Record<string, unknown>[];

export interface LoadedConfig {
  /** As `datasets` itself would write them into a card. */
  features: Features;
  rows: number;
  first: Record<string, unknown> | null;
  last: Record<string, unknown> | null;
}

/** Every config of a folder, as `load_dataset` gives it. */
export async function loadConfigs(folder: string): Promise<Record<string, LoadedConfig>> {
  return (await describeDataset(folder, 'configs')) as Record<string, LoadedConfig>;
}

export interface TrlView {
  conversational: Record<string, boolean>;
  extracted_equals_trl: boolean[];
  trl_needs_no_extraction: boolean;
  kto_needs_no_unpairing: boolean;
  unpaired_rows: number;
  rendered: Record<string, Record<string, unknown>>;
}

/** What TRL's preprocessing makes of `default`, `trl` and `kto`. */
export async function viewWithTrl(folder: string): Promise<TrlView> {
  return (await describeDataset(folder, 'trl')) as TrlView;
}

export interface TrlTools {
  trl: { chosen: string; rejected: string }[];
  kto: string[];
  /** Rows. */
  default: number;
}

/** What a chat template for tools is given of `trl` and `kto`, as TRL's trainers would. */
export async function renderTools(folder: string): Promise<TrlTools> {
  return (await describeDataset(folder, 'tools')) as TrlTools;
}

async function describeDataset(folder: string, subject: 'configs' | 'trl' | 'tools'): Promise<unknown> {
  const { stdout } = await execute(inject('python'), [script, folder, subject], {
    env: { ...process.env, HF_HUB_OFFLINE: '1', HF_HUB_DISABLE_TELEMETRY: '1' },
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout) as unknown;
}
