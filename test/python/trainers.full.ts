import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { KeptRow } from '../../src/preference/keep-columns.ts';
import { publishRows } from '../output/publish-rows.ts';
import { deltaRow, pairedRow, tiedRow, toolRow } from '../preference/kept-rows.ts';
import { keptScratchFolders } from '../storage/scratch-folder.ts';

const execute = promisify(execFile);
const script = fileURLToPath(new URL('train_on_dataset.py', import.meta.url));
const scratchFolder = keptScratchFolders();

interface Trained {
  rows: number;
  /** Whether the loss of a step is a number. */
  finite: boolean;
  /** Each row's columns of tokens as the trainer made them, in words. */
  seen: Record<string, string>[];
}

type Steps = Record<string, Record<string, Trained>>;

/** What collators for vision models make of a row. */
interface Shown extends Record<string, unknown> {
  prompt: string;
  /** Width and height of its images. */
  sizes: [number, number][];
}

/** In one process: PyTorch takes longer to load than to take a step. */
async function train(asked: Record<string, { folder: string; trainers: string[] }>): Promise<object> {
  const { stdout } = await execute(inject('trainerPython'), [script, JSON.stringify(asked)], {
    env: { ...process.env, CUDA_VISIBLE_DEVICES: '', HF_HUB_OFFLINE: '1', HF_HUB_DISABLE_TELEMETRY: '1' },
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as object;
}

function thinking({ columns, ...row }: KeptRow): KeptRow {
  if (!columns) throw new Error('a row without candidates has no thoughts');
  const thoughts = { reasonings: ['', '', 'Trees grow.'], reasoning_tokens: [0, 0, 3] };
  return { ...row, columns: { ...columns, ...thoughts } };
}

async function published(rows: KeptRow[], settings: Record<string, unknown>): Promise<string> {
  const folder = await scratchFolder();
  await publishRows(folder, rows, { settings });
  return folder;
}

/** A red point, two wide and one high. */
const redImage =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==';

/** A conversation with an image in its second question. */
function seeingRow(rowId: string): KeptRow {
  const { columns, ...row } = pairedRow(rowId);
  if (!columns) throw new Error('a paired row has columns');
  const messages = [
    { role: 'user' as const, content: 'Name a tree.' },
    { role: 'assistant' as const, content: 'Oak.' },
    { role: 'user' as const, content: 'And this?', images: [redImage] },
  ];
  return { ...row, columns: { ...columns, messages } };
}

async function tiered(signal: 'delta' | 'both'): Promise<string> {
  return await published(
    ['garden/0', 'garden/1'].map((id) => deltaRow(id, signal)),
    {
      generators: [
        { model: 'simulated/a', tier: 'weak' },
        { model: 'simulated/b' },
        { model: 'simulated/c', tier: 'strong' },
      ],
      pairing: { signal },
    },
  );
}

const all = ['dpo', 'dpo-default', 'reward', 'kto'];
let steps: Steps;
let shown: Record<string, Record<string, Shown[]>>;

beforeAll(async () => {
  const withTools = await published(
    [thinking(pairedRow('garden/0')), thinking(toolRow('garden/1')), tiedRow('garden/2')],
    {
      output: { path: 'out/letters', reasoning: 'field' },
    },
  );
  const delta = await tiered('delta');
  const asked = {
    tools: { folder: withTools, trainers: ['dpo', 'reward', 'kto'] },
    delta: { folder: delta, trainers: all },
    both: { folder: await tiered('both'), trainers: all },
    vision: {
      folder: await published([pairedRow('garden/0'), seeingRow('garden/1')], {
        generators: [{ model: 'simulated/a', vision: true }],
        judges: [{ model: 'simulated/judge', vision: true }],
      }),
      trainers: ['vision'],
    },
  };
  const ofLines = Object.entries(asked).map(([name, { folder, trainers }]) => [
    `${name} from JSON lines`,
    { folder: join(folder, 'jsonl'), trainers },
  ]);
  const made = await train({ ...asked, ...(Object.fromEntries(ofLines) as typeof asked) });
  steps = made as Steps;
  shown = made as typeof shown;
});

const question = '<|im_start|>system\nYou know trees.<|im_end|>\n<|im_start|>user\nName a tree.<|im_end|>\n';
const says = '<|im_start|>assistant\n';
/** What the template of Qwen3 puts before an answer without a thought. */
const nothing = '<think>\n\n</think>\n\n';
const thought = '<think>\nTrees grow.\n</think>\n\n';

function outcomes(name: string) {
  return Object.fromEntries(
    Object.entries(steps[name] ?? {}).map(([trainer, { rows, finite }]) => [trainer, [rows, finite]]),
  );
}

describe.each(['', ' from JSON lines'])('TRL’s trainers take a step on%s', (format) => {
  test('rows with tools and thoughts, through a chat template that knows both', () => {
    expect(outcomes(`tools${format}`)).toEqual({ dpo: [2, true], reward: [2, true], kto: [6, true] });
    const { dpo, reward, kto } = steps[`tools${format}`] ?? {};
    const [plain, withTools] = dpo?.seen ?? [];
    expect(plain).toEqual({
      prompt_ids: question + says,
      chosen_ids: `${thought}Birch.<|im_end|>\n`,
      rejected_ids: `${nothing}A cat.<|im_end|>\n`,
    });
    expect(withTools?.['prompt_ids']).toContain(
      '<tools>\n{"type": "function", "function": {"name": "height"',
    );
    expect(withTools?.['prompt_ids']).toContain(
      '<tool_call>\n{"name": "height", "arguments": {"tree":"oak"}}',
    );
    expect(withTools?.['prompt_ids']).toContain('<tool_response>\n30\n</tool_response>');
    expect(withTools?.['chosen_ids']).toBe(
      `${thought}<tool_call>\n{"name": "height", "arguments": {"tree":"birch"}}\n</tool_call><|im_end|>\n`,
    );
    expect(reward?.seen[0]).toEqual({
      chosen_ids: `${question}${says}${thought}Birch.<|im_end|>\n`,
      rejected_ids: `${question}${says}${nothing}A cat.<|im_end|>\n`,
    });
    expect(kto?.seen[0]).toMatchObject({
      prompt_ids: question + says,
      completion_ids: `${nothing}A cat.<|im_end|>\n`,
    });
  });

  test.each([
    ['delta', 2],
    ['both', 4],
  ])('pairs of a run by `%s`, which no judge need have rated', (signal, pairs) => {
    expect(outcomes(`${signal}${format}`)).toEqual({
      dpo: [pairs, true],
      'dpo-default': [pairs, true],
      reward: [pairs, true],
      kto: [4, true],
    });
    const { dpo, 'dpo-default': ofDefault } = steps[`${signal}${format}`] ?? {};
    expect(dpo?.seen).toEqual(ofDefault?.seen);
    expect(dpo?.seen[0]).toMatchObject({ chosen_ids: `${nothing}Birch.<|im_end|>\n` });
  });

  test('images reach a chat template where they stand, and are images', () => {
    const { trl, kto } = shown[`vision${format}`] ?? {};
    const image = '<|vision_start|><|image_pad|><|vision_end|>';
    expect(trl).toHaveLength(2);
    expect(trl?.[0]).toMatchObject({ sizes: [] });
    expect(trl?.[1]).toMatchObject({ sizes: [[2, 1]], chosen: 'Birch.<|im_end|>\n' });
    expect(trl?.[1]?.prompt).toContain(`<|im_start|>user\n${image}And this?<|im_end|>`);
    expect(trl?.[1]?.prompt).toContain(
      '<|im_start|>user\nName a tree.<|im_end|>\n<|im_start|>assistant\nOak.',
    );
    expect(kto?.at(-1)).toMatchObject({ sizes: [[2, 1]] });
    expect(kto?.at(-1)?.prompt).toBe(trl?.[1]?.prompt);
  });
});
