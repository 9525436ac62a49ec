import { code, paragraphs } from './markdown.ts';
import { cardMetadata } from './card-metadata.ts';
import { configsSection } from './configs-section.ts';
import { countsSection } from './counts-section.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { noticesOf } from './notices.ts';
import { settingsSection } from './settings-section.ts';
import { trainingSection } from './training-section.ts';
import { plural } from '../report/page/written-numbers.ts';
import { yaml } from './yaml.ts';

/** A published dataset's README.md, as the Hub and `datasets` read it. The same dataset gives the same bytes. */
export function datasetCard(dataset: DescribedDataset): string {
  const { title, source, simulated, quality } = dataset;
  const heading = `# ${simulated ? 'Simulated: ' : ''}${code(title)}`;
  const summary =
    `${plural(quality.pairs, 'preference pair')} from ${plural(quality.rows, 'conversation')} of ${code(source)}. For ` +
    'each conversation several models answered the last user message, and judges rated their answers and the ' +
    'original one, after [UltraFeedback](https://arxiv.org/abs/2310.01377). The columns are those of ' +
    '[argilla/Capybara-Preferences](https://huggingface.co/datasets/argilla/Capybara-Preferences). ' +
    '[report.html](report.html) shows the quality of the pairs, `run.json` everything that made them.';
  const body = paragraphs(
    heading,
    noticesOf(dataset),
    summary,
    lineage(dataset),
    configsSection(dataset),
    trainingSection(dataset),
    settingsSection(dataset),
    countsSection(dataset),
    licenseSection(dataset),
  );
  return `---\n${yaml(cardMetadata(dataset))}---\n\n${body}\n`;
}

/** Which run's input this one was made of, and what was changed. */
function lineage({ input: { from } }: DescribedDataset): string {
  if (!from) return '';
  if (from.output !== undefined) {
    return (
      `The rows that run ${code(from.workflowId)} (${code(from.runId)}) had dropped, made anew, among its other rows. ` +
      'What was used and what it cost is told of the rows made anew.'
    );
  }
  const changed = from.change.length === 0 ? 'nothing changed' : `with other ${from.change.join(', ')}`;
  return `Made of the input of run ${code(from.workflowId)} (${code(from.runId)}), ${changed}.`;
}

function licenseSection({ license, source }: DescribedDataset): string {
  const text = license
    ? `${code(license)}, for the conversations. The answers are also under the terms of the models that gave them.`
    : `Not stated: ask who made ${code(source)}, and see the terms of the models that answered.`;
  return paragraphs('## Licence', text);
}
