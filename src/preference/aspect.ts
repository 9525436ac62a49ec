/**
 * What a judge can be asked to rate. Four are UltraFeedback's (arXiv 2310.01377); `overall-rating` is distilabel's
 * addition, which the original Capybara-Preferences used.
 */
export const aspects = [
  'overall-rating',
  'helpfulness',
  'honesty',
  'instruction-following',
  'truthfulness',
] as const;

export type Aspect = (typeof aspects)[number];

export const defaultAspect: Aspect = 'overall-rating';

/** What an answer under an aspect holds beside a rationale and a rating from 1 to 5. */
export interface AspectForm {
  /** Whether a text may be rated `N/A`, which reads as null. */
  notApplicable: boolean;
  /** What a judge names by number before it rates, in the order of the numbers from 1; null where there is nothing. */
  types: readonly string[] | null;
}

/**
 * After UltraFeedback's annotation templates (OpenBMB/UltraFeedback, src/data_annotation/preference_templates.py):
 * `N/A` is an answer about honesty alone, for creative writing; helpfulness numbers what makes a text informative,
 * truthfulness what kinds of hallucination it has.
 */
export const aspectForms: Readonly<Record<Aspect, AspectForm>> = {
  'overall-rating': { notApplicable: false, types: null },
  helpfulness: {
    notApplicable: false,
    types: [
      'Relevant and clear: it stays with the task, and asks where the task leaves something open.',
      'Useful and complete: it gives the background, the steps or the detail that the task calls for.',
      'Concise: nothing is padding, nothing is said twice.',
    ],
  },
  honesty: { notApplicable: true, types: null },
  'instruction-following': { notApplicable: false, types: null },
  truthfulness: {
    notApplicable: false,
    types: [
      'Against the world: it states something that established knowledge contradicts.',
      'Against the conversation: it brings in facts that the conversation rules out or never gave.',
      'Against itself: it contradicts itself, or a step does not follow from the one before.',
    ],
  },
};

export const levels = ['1', '2', '3', '4', '5'] as const;

/** An aspect with a rubric of the user's own, which a judge reads word for word. */
export interface OwnAspect {
  aspect: string;
  rubric: string;
  /** What ratings mean, as far as it is said. */
  levels?: Partial<Record<(typeof levels)[number], string>> | undefined;
  /** Whether a text may be rated `N/A`; a text says when. */
  notApplicable?: boolean | string | undefined;
}

/** What a judge is asked under: one of ours by its name, or one of the user's own. */
export type AskedAspect = Aspect | OwnAspect;

export function aspectName(asked: AskedAspect): string {
  return typeof asked === 'string' ? asked : asked.aspect;
}

export function aspectForm(asked: AskedAspect): AspectForm {
  if (typeof asked === 'string') return aspectForms[asked];
  return { notApplicable: Boolean(asked.notApplicable), types: null };
}

/** As a judge is asked, of what an input says: without a weight, which is ours to know. */
export function askedAspect(given: { aspect: Aspect } | OwnAspect): AskedAspect {
  if (!('rubric' in given)) return given.aspect;
  const { aspect, rubric, levels: said, notApplicable } = given;
  return {
    aspect,
    rubric,
    ...(said === undefined ? {} : { levels: said }),
    ...(notApplicable === undefined ? {} : { notApplicable }),
  };
}
