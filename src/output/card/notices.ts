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
    familyNotice(dataset),
  );
}

const simulatedNotice = quote(
  '**Simulated: not for training.** Answers or ratings come from the built-in simulated provider, which makes them up ' +
    'without reading. They say nothing about any model.',
);

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
