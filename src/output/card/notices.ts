import { describeLosses } from '../../contract/lossy-models.ts';
import { familyWarnings, type NamedModel } from '../report/family-warnings.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, list, paragraphs } from './markdown.ts';

/** What nobody should overlook before training on a dataset. */
export function noticesOf(dataset: DescribedDataset): string {
  return paragraphs(
    dataset.simulated ? simulatedNotice : '',
    dataset.partial === null
      ? ''
      : quote(`**Partial.** The run ended before its last row: ${code(dataset.partial)}`),
    lossesNotice(dataset),
    familyNotice(dataset),
  );
}

const simulatedNotice = quote(
  '**Simulated: not for training.** Answers or ratings come from the built-in simulated provider, which makes them up ' +
    'without reading. They say nothing about any model.',
);

function lossesNotice({ lossyModels }: DescribedDataset): string {
  if (lossyModels.length === 0) return '';
  return quote(
    paragraphs(
      '**A model lost more than a tenth of its calls.** What it did answer may not be like what it would have answered ' +
        'to the others.',
      list(lossyModels.map((lossy) => `${code(lossy.model)} ${describeLosses(lossy)}`)),
    ),
  );
}

function familyNotice({ input }: DescribedDataset): string {
  const candidates: NamedModel[] = [
    ...input.generators,
    ...(input.original ? [{ name: input.original.name, model: null }] : []),
  ];
  const warnings = familyWarnings(input.judges, candidates).map(
    ({ judge, candidate, family }) =>
      `judge ${code(judge)} rates candidate ${code(candidate)}: both ${code(family)}`,
  );
  if (warnings.length === 0) return '';
  return quote(
    paragraphs(
      '**A judge rates its own family.** Judges tend to favour what they wrote themselves ' +
        '([arXiv 2404.13076](https://arxiv.org/abs/2404.13076)).',
      list(warnings),
    ),
  );
}

function quote(text: string): string {
  return `> [!WARNING]\n${text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')}`;
}
