import type { RunInput } from '../../contract/run-input.schema.ts';
import { isRange } from '../../preference/asked-samples.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, list, paragraphs, table } from './markdown.ts';

export function settingsSection({ input }: DescribedDataset): string {
  return paragraphs(
    '## Settings',
    table(
      ['Candidate', 'Model', 'Temperature', 'Top p', 'Most tokens', 'Samples', 'System prompt'],
      [...input.generators.map(generatorCells), ...originalCells(input.original)],
    ),
    table(['Judge', 'Model', 'Aspects', 'Orders', 'Temperature', 'Weight'], input.judges.map(judgeCells)),
    list([...poolFacts(input), ...pairingFacts(input), ...ktoFacts(input), `seed ${input.seed}`]),
  );
}

function generatorCells(generator: RunInput['generators'][number]): string[] {
  const { name, model, temperature, topP, maxTokens, samples, systemPrompt, systemPrompts } = generator;
  return [
    code(name),
    code(model),
    isRange(temperature) ? `${temperature[0]} to ${temperature[1]}` : providersOwn(temperature ?? undefined),
    providersOwn(topP),
    String(maxTokens),
    String(samples),
    systemPrompts ? `one of ${systemPrompts.length}` : code(systemPrompt ?? ''),
  ];
}

function originalCells(original: RunInput['original']): string[][] {
  return original ? [[code(original.name), 'the original response', '', '', '', '', '']] : [];
}

function judgeCells({
  name,
  model,
  aspects,
  orders,
  temperature,
  weight,
}: RunInput['judges'][number]): string[] {
  const asked = aspects.map(({ aspect, weight: share }) => (share === 1 ? aspect : `${aspect} × ${share}`));
  return [
    code(name),
    code(model),
    asked.join(', '),
    String(orders),
    providersOwn(temperature ?? undefined),
    String(weight),
  ];
}

function providersOwn(setting: number | undefined): string {
  return setting === undefined ? 'the provider’s' : String(setting);
}

function poolFacts({ candidates, generators, seed }: RunInput): string[] {
  if (!candidates) return [];
  const { perRow, always, systemPrompts } = candidates;
  const certain = always.length > 0 ? `, always ${always.map(code).join(', ')}` : '';
  return [
    ...(perRow === undefined
      ? []
      : [
          `${perRow} of ${generators.length} generators drawn for each row, by weight, from seed ${seed}${certain}`,
        ]),
    ...(systemPrompts ? [`one of ${systemPrompts.length} system prompts drawn for each candidate`] : []),
  ];
}

function pairingFacts({ pairing, turns }: RunInput): string[] {
  const { jury, minMargin, rejected, ties, filters, minCharacters } = pairing;
  return [
    `turns: ${turns === 'last' ? 'the last response' : `every response from number ${turns.from} on, counted from 0`}`,
    `chosen: the best rated; rejected: ${rejected}; ties: ${ties}; least margin ${minMargin}; jury: ${jury}`,
    ...(filters.length > 0 ? [`pairs left out: ${filters.join(', ')}`] : []),
    ...(minCharacters > 0 ? [`least length of a text: ${minCharacters} characters`] : []),
  ];
}

function ktoFacts({ output }: RunInput): string[] {
  const { desirable, undesirable } = output.kto;
  return [
    `\`kto\`: \`label\` is true from a rating of ${desirable}, false up to ${undesirable}; between, no row`,
  ];
}
