import { llmSettings } from './llm-settings.ts';
import { countOf, textOf, type Pipeline, type Step } from './pipeline.schema.ts';

/** Steps that every run does by itself, under the same names where it can. */
const ofEveryRun = new Set([
  'FormatMessages',
  'CombineColumns',
  'GroupColumns',
  'PrepareInstruction',
  'KeepColumns',
  'FormatTextGenerationDPO',
  'FormatChatGenerationDPO',
]);

export interface ImportedInput {
  input: Record<string, unknown>;
  /** Steps that need no setting. */
  byItself: string[];
  /** What the pipeline says and the input does not. */
  notTaken: string[];
}

type Models = ({ model: string } & Record<string, unknown>)[];

/** The input of a run that does what a distilabel pipeline does, as far as the two go together. */
export function inputOfPipeline(pipeline: Pipeline): ImportedInput {
  const generators: Models = [];
  const judges: Models = [];
  const byItself: string[] = [];
  const notTaken: string[] = [];
  let source: Record<string, unknown> | undefined;
  let rows: Record<string, unknown> | undefined;
  let push: Record<string, unknown> | undefined;
  let keepsOriginal = false;

  for (const { step } of pipeline.steps) {
    const kind = step.type_info.name;
    if (/^Load(Hub|DataFromHub)/.test(kind)) {
      source = hubSource(step, notTaken);
      const limit = countOf(step, 'num_examples');
      if (limit !== undefined) rows = { limit };
    } else if (kind === 'TextGeneration' || kind === 'ChatGeneration') addGenerator(step);
    else if (kind === 'UltraFeedback') addJudge(step);
    else if (kind === 'PreserveGeneration') keepsOriginal = true;
    else if (kind === 'PreferenceToArgilla') push = argillaPush(step, notTaken);
    else if (ofEveryRun.has(kind)) byItself.push(step.name);
    else notTaken.push(`${step.name}: a step ${kind} has nothing like it here`);
  }
  if (pipeline.routing_batch_functions?.length) {
    notTaken.push(
      'routing_batch_functions: "candidates": {"perRow": <n>} draws so many generators for each row',
    );
  }
  const served = new Set([...generators, ...judges].map(({ model }) => model).filter(isOnVllm));
  if (served.size > 1) {
    notTaken.push(
      `provider "vllm": a server of vLLM has one model, and ${served.size} are asked: name a provider for each`,
    );
  }
  const name = pipeline.name ?? 'pipeline';
  return {
    input: {
      $schema: 'schemas/run-input.schema.json',
      name,
      source: source ?? { hub: '<owner>/<dataset>' },
      ...(rows ? { rows } : {}),
      generators: named(generators),
      original: keepsOriginal ? { name: 'original' } : false,
      judges: named(judges),
      output: { path: `out/${name.replace(/[^\w.-]+/g, '-')}`, ...(push ? { push: { argilla: push } } : {}) },
    },
    byItself,
    notTaken: source ? notTaken : ['no step loads a dataset of the Hub: set "source"', ...notTaken],
  };

  function addGenerator(step: Step): void {
    const told = modelOf(step, notTaken);
    if (!told) return;
    const systemPrompt = textOf(step, 'system_prompt');
    const samples = countOf(step, 'num_generations') ?? 1;
    generators.push({
      ...told,
      ...(systemPrompt === undefined ? {} : { systemPrompt }),
      ...(samples === 1 ? {} : { samples }),
    });
  }

  /** distilabel asks a model for one aspect in each step; here one judge may have several. */
  function addJudge(step: Step): void {
    const told = modelOf(step, notTaken);
    if (!told) return;
    const aspect = textOf(step, 'aspect') ?? 'overall-rating';
    const settings = JSON.stringify({ ...told, aspects: [] });
    const same = judges.find((judge) => JSON.stringify({ ...judge, aspects: [] }) === settings);
    if (same) (same['aspects'] as string[]).push(aspect);
    else judges.push({ ...told, aspects: [aspect] });
  }
}

function isOnVllm(model: string): boolean {
  return model.startsWith('vllm/');
}

function modelOf(step: Step, notTaken: string[]): Models[number] | undefined {
  const told = step.llm ? llmSettings(step.name, step.llm) : undefined;
  if (!told) notTaken.push(`${step.name}: the pipeline does not say which model it calls`);
  else notTaken.push(...told.notTaken);
  return told?.settings;
}

/** The repository is a parameter of the run in distilabel, and may not stand in the file. */
function hubSource(step: Step, notTaken: string[]): Record<string, unknown> {
  const hub = textOf(step, 'repo_id');
  if (hub === undefined)
    notTaken.push(`${step.name}: its repo_id was given when it was run: set "source.hub"`);
  const [split, config, revision] = ['split', 'config', 'revision'].map((field) => textOf(step, field));
  return {
    hub: hub ?? '<owner>/<dataset>',
    ...(split === undefined ? {} : { split }),
    ...(config === undefined ? {} : { config }),
    ...(revision === undefined ? {} : { revision }),
  };
}

function argillaPush(step: Step, notTaken: string[]): Record<string, unknown> | undefined {
  const [dataset, workspace] = [textOf(step, 'dataset_name'), textOf(step, 'dataset_workspace')];
  if (dataset !== undefined && workspace !== undefined) return { dataset, workspace };
  notTaken.push(`${step.name}: "output.push": {"argilla": …} needs a dataset and a workspace`);
  return undefined;
}

/** Columns call a candidate by the end of its model's name; where two would have one name, each gets its own. */
function named(models: Models): Models {
  return models.map((model, place) => {
    const name = model.model.split('/').at(-1) ?? model.model;
    const isTaken = models.slice(0, place).some((other) => other.model.split('/').at(-1) === name);
    const { model: id, ...settings } = model;
    return { model: id, name: isTaken ? `${name}-${place + 1}` : name, ...settings };
  });
}
