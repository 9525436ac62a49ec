import { boundsOfDraw } from '../../../preference/draw-generators.ts';
import type { FinishedManifest } from '../../../dataset/manifest.schema.ts';

/** What Argilla is to show and ask for each record; the names are what records refer to. */
export interface ReviewForm {
  fields: NamedSettings[];
  questions: NamedSettings[];
  metadataProperties: NamedSettings[];
}

export interface NamedSettings {
  name: string;
  [setting: string]: unknown;
}

export function answerName(candidate: number): string {
  return `answer-${candidate + 1}`;
}

export function ratingName(candidate: number): string {
  return `rating-${candidate + 1}`;
}

export const rankingName = 'ranking';
export const commentName = 'comment';

/** The most candidates of a row: every sample of the generators drawn for it, and the original. */
export function candidateCount({ input: { generators, candidates, original } }: FinishedManifest): number {
  return boundsOfDraw(generators, candidates, ({ samples }) => samples).most + (original ? 1 : 0);
}

/**
 * The conversation and all answers to it, to be ranked, rated and commented. Who wrote an answer is not shown to those
 * who review, so that they judge the text.
 */
export function reviewForm(run: FinishedManifest): ReviewForm {
  const candidates = Array.from({ length: candidateCount(run) }, (_, candidate) => candidate);
  const text = { type: 'text', use_markdown: true };
  return {
    fields: [
      {
        name: 'conversation',
        title: 'Conversation',
        required: true,
        settings: { type: 'chat', use_markdown: true },
      },
      ...candidates.map((candidate) => ({
        name: answerName(candidate),
        title: `Answer ${candidate + 1}`,
        required: true,
        settings: text,
      })),
      { name: 'rationales', title: "The judges' rationales", required: false, settings: text },
    ],
    questions: [
      {
        name: rankingName,
        title: 'Rank the answers',
        description: 'The best first. Answers of one rank are equally good.',
        required: true,
        settings: {
          type: 'ranking',
          options: candidates.map((candidate) => ({
            value: answerName(candidate),
            text: `Answer ${candidate + 1}`,
          })),
        },
      },
      ...candidates.map((candidate) => ({
        name: ratingName(candidate),
        title: `Rate answer ${candidate + 1}`,
        required: false,
        settings: { type: 'rating', options: [1, 2, 3, 4, 5].map((value) => ({ value })) },
      })),
      {
        name: commentName,
        title: 'What should be known about this row?',
        required: false,
        settings: { type: 'text', use_markdown: false },
      },
    ],
    metadataProperties: [
      terms('source', 'Source', true),
      terms('outcome', 'Outcome', true),
      terms('margin', 'Margin of the pair', true),
      terms('models', 'Models', false),
      terms('chosen_model', 'Chosen model', false),
      terms('rejected_model', 'Rejected model', false),
    ],
  };
}

/**
 * Text rather than a number for the margin, too: Argilla refuses a whole number in a property of type float, and JSON
 * from JavaScript has no other way to write 1.0.
 */
function terms(name: string, title: string, visible: boolean): NamedSettings {
  return { name, title, settings: { type: 'terms' }, visible_for_annotators: visible };
}
