import { describeLosses } from '../../../contract/lossy-models.ts';
import type { LossyModel } from '../../../contract/run.ts';
import type { NamedModel } from '../family-warnings.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportedRun } from './reported-run.ts';

export function runHeader(run: ReportedRun): Markup {
  const facts: { label: string; value: string | string[] }[] = [
    { label: 'Output', value: run.output },
    { label: run.judges.length === 1 ? 'Judge' : 'Judges', value: run.judges.map(calledAs) },
    { label: 'Candidates', value: run.candidates.map(calledAs) },
    ...(run.startedAt === undefined ? [] : [{ label: 'Started', value: run.startedAt }]),
    ...(run.settings ?? []),
  ];
  return markup`<header>
<p class="eyebrow">Preference dataset · quality report</p>
<h1>${run.title}</h1>
${run.simulated ? simulatedNotice : null}${run.partial == null ? null : partialNotice(run.partial)}${lossesNotice(run.lossyModels ?? [])}<dl class="facts">
${facts.map(({ label, value }) => markup`<div><dt>${label}</dt>${[value].flat().map((line) => markup`<dd>${line}</dd>`)}</div>\n`)}</dl>
</header>
`;
}

const simulatedNotice = markup`<div class="notice simulated" role="note"><p><b>Simulated run.</b> Answers or ratings come from the built-in simulated provider, which rates without reading. The numbers below show that the pipeline works; they say nothing about any model, and the pairs are not for training.</p></div>
`;

function partialNotice(why: string): Markup {
  return markup`<div class="notice" role="note"><p><b>Partial run.</b> It ended before its last row, and this report covers what was finished: ${why}</p></div>
`;
}

function lossesNotice(lossy: readonly LossyModel[]): Markup | null {
  if (lossy.length === 0) return null;
  return markup`<div class="notice warning" role="note"><p><b>A model lost more than a tenth of its calls.</b> What it did answer may not be like what it would have answered to the others.</p><ul>
${lossy.map(
  (losses) => markup`<li><b>${losses.model}</b> ${describeLosses(losses)}</li>
`,
)}</ul></div>
`;
}

function calledAs({ name, model }: NamedModel): string {
  if (model === null) return `${name} (the original response)`;
  return model.endsWith(`/${name}`) ? model : `${name} (${model})`;
}
