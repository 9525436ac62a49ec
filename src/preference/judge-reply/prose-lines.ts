/** What a line of a judge's plain-text reply does; a line that does nothing of this is prose. */
export type ReplyLine =
  | { kind: 'heading'; text: number; rest: string }
  | { kind: 'rating' | 'rationale' | 'type' | 'type rationale'; text: number | undefined; rest: string }
  | { kind: 'close' }
  | { kind: 'prose'; rest: string };

type Label = Extract<ReplyLine, { text: number | undefined }>['kind'];

const answer = String.raw`(?:text|response|answer|output|reply|candidate)`;
const ofText = String.raw`(?:\s+(?:for|of|on)\s+(?:the\s+)?[<[(]?${answer}[\s_#]*(?<labelled>\d+)[>\])]?)?`;
const separator = String.raw`\s*(?:[:：=]|\s[-–—](?=\s))\s*`;

const headingForm = new RegExp(
  String.raw`^(?:(?:output|evaluation|assessment|annotation|feedback|judge?ment|review|verdict)\s+(?:for|of|on)\s+)?` +
    String.raw`(?:the\s+)?[<[(]?${answer}[\s_#]*(?<heading>\d+)(?:\s*[>\])])?(?<rest>.*)$`,
  'is',
);

const labels: readonly { kind: Exclude<Label, 'heading'>; form: RegExp }[] = [
  {
    kind: 'rating',
    form: labelForm(
      String.raw`(?:(?:final|overall|quality|text quality|helpfulness|honesty|truthfulness|instruction[- ]following)\s+)*(?:rating|score)`,
    ),
  },
  {
    kind: 'type rationale',
    form: labelForm(String.raw`(?:type[\s_]+rationale|rationale\s+for\s+(?:the\s+)?types?)`),
  },
  {
    kind: 'rationale',
    form: labelForm(
      String.raw`(?:rationale|reason|reasoning|justification|explanation|feedback|comments?|critique|analysis)(?:\s+for\s+(?:the\s+)?rating)?`,
    ),
  },
  { kind: 'type', form: labelForm(String.raw`types?`) },
];

const closing =
  /^(?:[-=_]{3,}$|#|(?:overall|in (?:summary|conclusion|short)|to (?:sum up|summari[sz]e|conclude)|summary|conclusion|final(?:ly)?|ranking|note|comparison)\b)/i;

/** Reads one line. A numbered list ("1.") counts as headings only where no line says "Text 1". */
export function readLine(line: string, numbered: boolean): ReplyLine {
  const bare = withoutMarkdown(line);
  const label = labelIn(bare);
  if (label) return label;
  const heading = numbered
    ? numberedHeading(bare)
    : (namedHeading(bare) ?? namedHeading(withoutListNumber(bare)));
  if (heading) return heading;
  const listed = labelIn(withoutListNumber(bare));
  if (listed) return listed;
  const closes = closing.test(line.trim()) || closing.test(bare);
  return closes ? { kind: 'close' } : { kind: 'prose', rest: line.trim() };
}

/** Whether any line names its text in words, so that bare numbers are nothing but a list. */
export function namesTexts(lines: readonly string[]): boolean {
  return lines.some((line) => {
    const bare = withoutMarkdown(line);
    return (
      namedHeading(withoutListNumber(bare)) !== undefined ||
      labelIn(withoutListNumber(bare))?.text !== undefined
    );
  });
}

function namedHeading(bare: string): ReplyLine | undefined {
  const { heading, rest = '' } = headingForm.exec(bare)?.groups ?? {};
  if (heading === undefined) return undefined;
  const text = Number(heading);
  const behind = /^\s*(?:[:：|=.]|\s[-–—](?=\s))\s*(?<rest>.*)$/s.exec(rest)?.groups?.['rest'];
  if (behind !== undefined) return { kind: 'heading', text, rest: behind };
  const follows = rest.trim();
  const standsAlone = follows === '' || follows.startsWith('(') || labelIn(follows) !== undefined;
  return standsAlone ? { kind: 'heading', text, rest: follows } : undefined;
}

function numberedHeading(bare: string): ReplyLine | undefined {
  const { heading, rest = '' } = /^(?<heading>\d+)\s*[.):]\s*(?<rest>.*)$/s.exec(bare)?.groups ?? {};
  if (heading === undefined || (rest !== '' && !labelIn(rest))) return undefined;
  return { kind: 'heading', text: Number(heading), rest };
}

function labelIn(bare: string): Extract<ReplyLine, { kind: Exclude<Label, 'heading'> }> | undefined {
  for (const { kind, form } of labels) {
    const { labelled, rest } = form.exec(bare)?.groups ?? {};
    if (rest !== undefined)
      return { kind, text: labelled === undefined ? undefined : Number(labelled), rest };
  }
  return undefined;
}

/** A label at the start of a line with a separator behind it, or alone on its line with its value on the next. */
function labelForm(label: string): RegExp {
  return new RegExp(String.raw`^${label}${ofText}(?:${separator}|\s*$)(?<rest>.*)$`, 'is');
}

function withoutListNumber(bare: string): string {
  return bare.replace(/^\d+[.)]\s+/, '');
}

function withoutMarkdown(line: string): string {
  return line
    .replace(/[*`]|__/g, '')
    .trim()
    .replace(/^(?:[#>]+\s*|[-+•]\s+)+/, '')
    .replace(/#{1,6}$/, '')
    .trim();
}
