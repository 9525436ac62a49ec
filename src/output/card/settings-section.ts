import type { RunInput } from '../../contract/run-input.schema.ts';
import { isRange } from '../../preference/asked-samples.ts';
import type { Tier } from '../../preference/draw-generators.ts';
import { lengthDifferenceLabel } from '../../preference/filter-pair.ts';
import { filterLabel } from '../../preference/pair-filter-names.ts';
import { tiersByName } from '../../preference/pair-signal.ts';
import { requestOptionsOf } from '../../contract/request-options.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, list, paragraphs, table } from './markdown.ts';

export function settingsSection({ input }: DescribedDataset): string {
  return paragraphs(
    '## Settings',
    table(
      ['Candidate', 'Model', 'Temperature', 'Top p', 'Most tokens', 'Samples', 'System prompt'],
      [...input.generators.map(generatorCells), ...originalCells(input.original)],
    ),
    input.judges.length > 0
      ? table(['Judge', 'Model', 'Aspects', 'Orders', 'Temperature', 'Weight'], input.judges.map(judgeCells))
      : 'No judge was asked.',
    list([
      ...optionFacts(input),
      ...poolFacts(input),
      ...pairingFacts(input),
      ...ktoFacts(input),
      `seed ${input.seed}`,
    ]),
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

/** What requests carried beside the settings of the tables. */
function optionFacts({ generators, judges }: RunInput): string[] {
  return [...generators, ...judges].flatMap((model) => {
    const options = JSON.stringify(requestOptionsOf(model));
    return options === '{}' ? [] : [`${code(model.name)} was asked with ${code(options)}`];
  });
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

function pairingFacts(input: RunInput): string[] {
  const { pairing, turns } = input;
  const { signal, between, jury, minMargin, rejected, ties, filters, minCharacters, maxLengthDifference } =
    pairing;
  const tierOf = tiersByName(input);
  const tiered = (tier: Tier) =>
    [...tierOf].flatMap(([name, its]) => (its === tier ? [code(name)] : [])).join(', ');
  return [
    `turns: ${turns === 'last' ? 'the last response' : `every response from number ${turns.from} on, counted from 0`}`,
    ...(signal === 'delta'
      ? []
      : [
          `chosen: the best rated; rejected: ${rejected}; ties: ${ties}; least margin ${minMargin}; jury: ${jury}`,
        ]),
    ...(signal === 'judged'
      ? []
      : [`delta pairs: chosen from ${tiered('strong')}, rejected from ${tiered('weak')}, without a judge`]),
    ...(between ? [`each pair holds an answer of ${code(between.one)}`] : []),
    ...(filters.length > 0 ? [`pairs left out: ${filters.map(filterLabel).join(', ')}`] : []),
    ...(maxLengthDifference ? [lengthDifferenceLabel(maxLengthDifference)] : []),
    ...(minCharacters > 0 ? [`least length of a text: ${minCharacters} characters`] : []),
  ];
}

function ktoFacts({ output, pairing }: RunInput): string[] {
  if (pairing.signal === 'delta') {
    return ['`kto`: `label` is true for an answer of a strong model, false for one of a weak model'];
  }
  const { desirable, undesirable } = output.kto;
  return [
    `\`kto\`: \`label\` is true from a rating of ${desirable}, false up to ${undesirable}; between, no row`,
  ];
}
