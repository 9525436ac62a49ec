/** Plain-text replies of judges in the layouts they come in, and what each of them says. */
export interface Layout {
  name: string;
  reply: string;
  /** Undefined where the reply has to be refused. */
  ratings?: (number | null)[];
  rationales?: string[];
}

const lines = (...written: string[]) => written.join('\n');

/** The form UltraFeedback and distilabel ask for, which their parsers read. */
export const ultrafeedbackForm = lines(
  '#### Output for Text 1',
  'Rating: 4',
  'Rationale: Correct and complete.',
  '',
  '#### Output for Text 2',
  'Rating: 2',
  'Rationale: It misses the point.',
  '',
  '#### Output for Text 3',
  'Rating: 5',
  'Rationale: Nothing to add.',
);

const said = {
  ratings: [4, 2, 5],
  rationales: ['Correct and complete.', 'It misses the point.', 'Nothing to add.'],
};

/** Layouts that distilabel's parser gives the wrong ratings for, or too many, or a cut rationale. */
export const misreadByTheOriginal: readonly (Layout & { distilabel: (number | null)[] })[] = [
  {
    name: 'an introduction',
    distilabel: [null, 4, 2, 5],
    reply: `Here are my ratings of the three texts.\n\n${ultrafeedbackForm}`,
    ...said,
  },
  {
    name: 'a trailing summary',
    distilabel: [4, 2, 5, null],
    reply: `${ultrafeedbackForm}\n\n### Summary\nText 3 is the best of them.`,
    ...said,
  },
  {
    name: 'rationales of two paragraphs',
    distilabel: [4, null, 2, 5],
    reply: ultrafeedbackForm.replace('complete.', 'complete.\n\nIt also cites its source.'),
    ratings: said.ratings,
    rationales: ['Correct and complete.\n\nIt also cites its source.', ...said.rationales.slice(1)],
  },
  {
    name: 'bold labels',
    distilabel: [null, null, null],
    reply: ultrafeedbackForm.replaceAll(/^(Rating|Rationale):/gm, '**$1:**'),
    ...said,
  },
  {
    name: 'blank lines between rating and rationale',
    distilabel: [null, null, null, null, null, null],
    reply: ultrafeedbackForm.replaceAll('\nRationale', '\n\nRationale'),
    ...said,
  },
  { name: 'Windows line ends', distilabel: [4], reply: ultrafeedbackForm.replaceAll('\n', '\r\n'), ...said },
  {
    name: 'the rationale before the rating',
    distilabel: [null, null, null],
    reply: ultrafeedbackForm.replaceAll(/^(Rating: \d)\n(Rationale: .*)$/gm, '$2\n$1'),
    ...said,
  },
  {
    name: 'ratings out of range',
    distilabel: [4, 0, 5],
    reply: ultrafeedbackForm.replace('Rating: 2', 'Rating: 0'),
  },
  { name: 'a fraction', distilabel: [4, 4, 5], reply: ultrafeedbackForm.replace('Rating: 2', 'Rating: 4.5') },
  { name: 'a range', distilabel: [4, 2, 5], reply: ultrafeedbackForm.replace('Rating: 2', 'Rating: 2-3') },
];

export const otherLayouts: readonly Layout[] = [
  { name: 'the form asked for', reply: ultrafeedbackForm, ...said },
  {
    name: 'one short heading per text',
    reply: lines('Text 1', 'Rating: 4', '', '**Text 2**', 'Rating: 2', '', '<text 3>', 'Rating: 5'),
    ratings: said.ratings,
    rationales: ['', '', ''],
  },
  {
    name: 'a list with words and shares',
    reply: lines(
      '1. **Rating:** four',
      '   **Rationale:** Correct and complete.',
      '2. **Rating:** 2/5',
      '   **Rationale:** It misses the point.',
      '3. **Rating:** 5 out of 5.',
      '   **Rationale:** Nothing to add.',
    ),
    ...said,
  },
  {
    name: 'numbers alone as headings',
    reply: lines('1.', 'Rating: [4]', '2.', 'Rating: 2.', '3)', 'Rating: **5**'),
    ratings: said.ratings,
  },
  {
    name: 'everything of a text on its line',
    reply: lines(
      'Text 1: Rating: 4. Rationale: Correct and complete.',
      'Text 2: Rating: 2. Rationale: It misses the point.',
      'Text 3: Rating: 5. Rationale: Nothing to add.',
    ),
    ...said,
  },
  {
    name: 'ratings behind the headings',
    reply: lines(
      '### Text 1 (4/5)',
      'Correct and complete.',
      '### Text 2: 2',
      'It misses the point.',
      '### Text 3 - 5',
      'Nothing to add.',
    ),
    ...said,
  },
  {
    name: 'texts named in the labels',
    reply: lines(
      'Rationale for Text 1: Correct and complete.',
      'Rating for Text 1: 4',
      'Rationale for Text 2: It misses the point.',
      'Rating for Text 2: 2',
      'Rationale for Text 3: Nothing to add.',
      'Rating for Text 3: 5',
    ),
    ...said,
  },
  {
    name: 'names for the ratings',
    reply: ultrafeedbackForm
      .replace('Rating: 4', 'Rating: 4 (very good)')
      .replace('Rating: 2', 'Rating: 2 - weak')
      .replace('Rating: 5', 'Rating: 5: excellent'),
    ...said,
  },
  {
    name: 'labels that are headings',
    reply: lines(
      '## Text 1',
      '### Rating',
      '4',
      '### Rationale',
      'Correct and complete.',
      '## Text 2',
      '### Rating',
      '2',
      '### Rationale',
      'It misses the point.',
      '## Text 3',
      '### Rating',
      '5',
      '### Rationale',
      'Nothing to add.',
    ),
    ...said,
  },
  {
    name: 'YAML',
    reply: lines(
      'text_1:',
      '  rationale: Correct and complete.',
      '  rating: 4',
      'text_2:',
      '  rationale: It misses the point.',
      '  rating: 2',
      'text_3:',
      '  rationale: Nothing to add.',
      '  rating: 5',
    ),
    ...said,
  },
  {
    name: 'thoughts before the reply',
    reply: `<think>\nText 1\nRating: 1, or rather 3?\n</think>\n\n${ultrafeedbackForm}`,
    ...said,
  },
  {
    name: 'braces in a rationale',
    reply: ultrafeedbackForm.replace('complete.', 'complete: {"a": 1}.'),
    ratings: said.ratings,
  },
  {
    name: 'a numbered list within a rationale',
    reply: ultrafeedbackForm.replace('complete.', 'complete:\n1. It has the date.\n2. It has the place.'),
    ratings: said.ratings,
  },
];

const changed = (from: string | RegExp, to: string) => ultrafeedbackForm.replace(from, to);

/** What no reader could be sure of. */
export const refused: readonly Layout[] = [
  ['nothing', ''],
  ['prose alone', 'I like the first text best and the second least.'],
  ['ratings without headings', ultrafeedbackForm.replaceAll(/^####.*\n/gm, '')],
  ['a text left out', ultrafeedbackForm.split('\n\n').slice(0, 2).join('\n\n')],
  ['a text too many', `${ultrafeedbackForm}\n\n#### Output for Text 4\nRating: 3`],
  ['a heading repeated', changed('Text 2', 'Text 1')],
  ['a heading missing', changed('#### Output for Text 2\n', '')],
  ['headings out of order', ultrafeedbackForm.split('\n\n').reverse().join('\n\n')],
  ['a rating missing', changed('Rating: 2\n', '')],
  ['an empty rating', changed('Rating: 2', 'Rating:')],
  ['a rating above five', changed('Rating: 2', 'Rating: 6')],
  ['a rating of ten', changed('Rating: 2', 'Rating: 10')],
  ['a negative rating', changed('Rating: 2', 'Rating: -2')],
  ['a rating out of ten', changed('Rating: 2', 'Rating: 2/10')],
  ['a rating out of four', changed('Rating: 2', 'Rating: 2 out of 4')],
  ['two ratings', changed('Rating: 2', 'Rating: 2 or 3')],
  ['a rating and a half', changed('Rating: 2', 'Rating: 2½')],
  ['a rating with a half in words', changed('Rating: 2', 'Rating: 2, plus a half')],
  ['a rating that leans', changed('Rating: 2', 'Rating: 2 (leaning towards 3)')],
  ['a word for a rating', changed('Rating: 2', 'Rating: poor')],
  ['a rating that is not applicable', changed('Rating: 2', 'Rating: N/A')],
  ['a rating that was revised', changed('the point.', 'the point.\nRating: 3')],
  ['a rating that is revised at the end', `${ultrafeedbackForm}\n\nFinal rating: 3`],
  ['other ratings in a summary', `${ultrafeedbackForm}\n\nOverall: Text 1 = 3, Text 2 = 2, Text 3 = 5`],
  ['a second set of ratings', `${ultrafeedbackForm}\n\n${ultrafeedbackForm.replace('4', '3')}`],
  ['two texts rated at once', changed('Text 1\n', 'Text 1 and Text 2\n')],
  ['a rating before the first text', `Rating: 4\n${ultrafeedbackForm}`],
  ['thoughts that never end', `<think>\n${ultrafeedbackForm}`],
].map(([name = '', reply = '']) => ({ name, reply }));
