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
