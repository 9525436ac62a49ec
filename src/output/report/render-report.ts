import { contrastNotice } from './page/contrast-notice.ts';
import { dropsSection } from './page/drops-section.ts';
import { familyNotice } from './page/family-notice.ts';
import { judgesSection } from './page/judges-section.ts';
import { keyFigures } from './page/key-figures.ts';
import { lengthsSection } from './page/lengths-section.ts';
import { marginsSection } from './page/margins-section.ts';
import { Markup, markup } from './markup.ts';
import { pairsSection } from './page/pairs-section.ts';
import { positionSection } from './page/position-section.ts';
import { ratingsSection } from './page/ratings-section.ts';
import type { ReportedRun } from './page/reported-run.ts';
import { runHeader } from './page/run-header.ts';
import { style } from './page/style.ts';
import { usageSection } from './page/usage-section.ts';
import { winsSection } from './page/wins-section.ts';
import type { QualityNumbers } from './quality-tally.ts';
import type { SampledPair } from './sampled-pair.ts';

/** Nothing is fetched and nothing runs, whatever a text of a model holds. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const contents = [
  ['ratings', 'Ratings'],
  ['wins', 'Wins'],
  ['position', 'Position'],
  ['margins', 'Margins'],
  ['length', 'Length'],
  ['judges', 'Judges'],
  ['drops', 'Drops'],
  ['usage', 'Cost'],
  ['pairs', 'Pairs'],
] as const;

/** The quality report: one HTML file that holds all it shows. The same numbers, samples and run give the same bytes. */
export function renderReport(
  numbers: QualityNumbers,
  samples: readonly SampledPair[],
  run: ReportedRun,
): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${run.title} · quality report</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${runHeader(run)}${familyNotice(run)}${contrastNotice(numbers)}${keyFigures(numbers)}<nav aria-label="Contents">${contents.map(([id, label]) => markup`<a href="#${id}">${label}</a> `)}</nav>
${ratingsSection(numbers)}${winsSection(numbers)}${positionSection(numbers)}${marginsSection(numbers)}${lengthsSection(numbers)}${judgesSection(numbers)}${dropsSection(numbers)}${usageSection(numbers)}${pairsSection(samples, numbers.pairs)}</main>
</body>
</html>
`;
  return page.toString();
}
