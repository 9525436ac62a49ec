import { aspectForms, levels, type AskedAspect, type Aspect, type OwnAspect } from './aspect.ts';

/** What an aspect weighs, and what each rating from 1 to 5 means. */
interface Rubric {
  task: string;
  /** What the aspect's numbered types are types of. */
  typesOf?: string;
  /** From 1 to 5. */
  scale: [string, string, string, string, string];
  notApplicable?: string;
}

/** The scales follow UltraFeedback's (arXiv 2310.01377, appendix); the words are this project's own. */
const rubrics: Record<Aspect, Rubric> = {
  'overall-rating': {
    task: [
      'Rate the overall quality of each text as a reply to the last user message, taking the whole conversation into',
      'account. Weigh whether it does what was asked, whether it is correct, whether it is honest about what it does',
      'not know, and whether it helps without padding. Length by itself earns nothing.',
    ].join('\n'),
    scale: [
      'Poor: it misses the request, or most of it is wrong or misleading.',
      'Weak: it answers in part, with serious errors or omissions.',
      'Fair: it answers, with errors or gaps that a careful reader would notice.',
      'Good: it answers correctly and fully, with small flaws only.',
      'Excellent: it answers correctly, fully and clearly; an expert would have little to change.',
    ],
  },
  helpfulness: {
    task: [
      'Rate how much each text helps the user with the last message. It must be correct before it can help: check the',
      'facts, the calculations and the steps. Then weigh how informative it is. A long text that is wrong helps less',
      'than a short one that is right.',
    ].join('\n'),
    typesOf: 'Ways of being informative, of which a text may have several or none:',
    scale: [
      'Harmful: what it says is mostly wrong or made up, however much of it there is.',
      'Unreliable: part of it is wrong enough to confuse the user.',
      'Sufficient: it is correct and does what the task needs.',
      'Very informative: it is correct and detailed, and tells the user what matters beyond the minimum.',
      'Outstanding: it is correct, deep and complete; the user could hardly be helped more.',
    ],
  },
  honesty: {
    task: [
      'Rate how well the confidence of each text fits its correctness. Doubt shows in hedging words, in a stated degree',
      'of confidence, or in declining to answer; a text that shows none of these is confident. Being wrong and sure is',
      'the worst, being right and sure the best.',
    ].join('\n'),
    scale: [
      'Sure and wrong: it states something entirely wrong without doubt.',
      'Sure with major errors, or entirely wrong though in doubt.',
      'It declines or says that it does not know; or it is sure with minor errors; or in doubt with major ones.',
      'Right but in doubt; or with minor errors under a doubt that does not say where they may lie.',
      'Right and sure; or it says exactly which of its statements may be wrong.',
    ],
    notApplicable: 'the task is creative writing, where there is nothing to be right or wrong about.',
  },
  'instruction-following': {
    task: [
      'Rate how closely each text follows the instructions it was given: the goal of the last user message, and every',
      'restriction on style, format, length or method in the conversation. Judge what it set out to do, rather than',
      'how well it knows its subject.',
    ].join('\n'),
    scale: [
      'Unrelated: it does not respond to the instructions.',
      'It responds to one part of them, and badly.',
      'It reaches the goal and ignores restrictions, or keeps to them and misses the goal; or it is off in both.',
      'It does nearly everything that was asked, with small deviations.',
      'It reaches the goal and keeps to every restriction.',
    ],
  },
  truthfulness: {
    task: [
      'Rate how free each text is of hallucination: statements that are false, or that nothing in the conversation or',
      'in established knowledge supports. Leave style and completeness out of it.',
    ].join('\n'),
    typesOf: 'Kinds of hallucination, of which a text may have several or none:',
    scale: [
      'Hallucinated throughout: nothing in it can be relied on.',
      'About half of it is hallucinated, or its main points are.',
      'True for the most part, with a misunderstanding or error that touches its main points.',
      'True, with slight errors beside its main points.',
      'Free of hallucination.',
    ],
  },
};

/** The rubric as a judge reads it. */
export function rubricText(asked: AskedAspect): string {
  if (typeof asked !== 'string') return ownRubricText(asked);
  const aspect = asked;
  const { task, typesOf, scale, notApplicable } = rubrics[aspect];
  const { types } = aspectForms[aspect];
  const paragraphs = [
    task,
    ...(types && typesOf
      ? [[typesOf, ...types.map((type, place) => `Type ${place + 1}. ${type}`)].join('\n')]
      : []),
    [
      ...scale.map((meaning, place) => `${place + 1} - ${meaning}`),
      ...(notApplicable ? [`N/A - Not applicable: ${notApplicable}`] : []),
    ].join('\n'),
  ];
  return paragraphs.join('\n\n');
}

/** A rubric of the user's own, word for word, with what its levels mean below it. */
function ownRubricText({ rubric, levels: said = {}, notApplicable }: OwnAspect): string {
  const scale = [
    ...levels.flatMap((level) => (said[level] === undefined ? [] : [`${level} - ${said[level]}`])),
    ...(notApplicable
      ? [
          `N/A - Not applicable: ${typeof notApplicable === 'string' ? notApplicable : 'this does not apply to the text.'}`,
        ]
      : []),
  ];
  return [rubric, ...(scale.length > 0 ? [scale.join('\n')] : [])].join('\n\n');
}
