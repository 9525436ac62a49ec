import type { Features } from './describe-dataset.ts';

const messages = {
  list: [
    { name: 'content', dtype: 'string' },
    { name: 'role', dtype: 'string' },
  ],
};

/** From the `dataset_info` in the card of argilla/Capybara-Preferences. */
export const capybaraPreferences: Features = [
  { name: 'source', dtype: 'string' },
  { name: 'chosen', ...messages },
  { name: 'chosen_rating', dtype: 'int64' },
  { name: 'chosen_model', dtype: 'string' },
  { name: 'rejected', ...messages },
  { name: 'rejected_rating', dtype: 'int64' },
  { name: 'rejected_model', dtype: 'string' },
];

/** What this project documents, with ratings of the given type. */
export function documentedFeatures(rating: 'int64' | 'float64'): Record<string, Features> {
  const rated = (feature: Features[number]): Features[number] =>
    String(feature['name']).endsWith('_rating') ? { ...feature, dtype: rating } : feature;
  return {
    default: [...capybaraPreferences.map(rated), { name: 'row_id', dtype: 'string' }],
    trl: [
      { name: 'prompt', ...messages },
      { name: 'chosen', ...messages },
      { name: 'rejected', ...messages },
      { name: 'row_id', dtype: 'string' },
    ],
    kto: [
      { name: 'prompt', ...messages },
      { name: 'completion', ...messages },
      { name: 'label', dtype: 'bool' },
      { name: 'rating', dtype: rating },
      { name: 'model', dtype: 'string' },
      { name: 'row_id', dtype: 'string' },
    ],
    candidates: [
      { name: 'row_id', dtype: 'string' },
      { name: 'source', dtype: 'string' },
      { name: 'messages', ...messages },
      { name: 'generations', list: 'string' },
      { name: 'generation_models', list: 'string' },
      { name: 'ratings', list: rating },
      { name: 'rationales', list: 'string' },
      { name: 'disagreement', dtype: 'float64' },
      {
        name: 'judgements',
        list: [
          { name: 'judge', dtype: 'string' },
          { name: 'aspect', dtype: 'string' },
          { name: 'order', list: 'int64' },
          { name: 'ratings', list: 'int64' },
          { name: 'rationales', list: 'string' },
          { name: 'types', list: { list: 'int64' } },
          { name: 'type_rationales', list: 'string' },
        ],
      },
      { name: 'judge_losses', list: 'string' },
      { name: 'finish_reasons', list: 'string' },
      { name: 'losses', list: 'string' },
      { name: 'prompt_tokens', list: 'int64' },
      { name: 'completion_tokens', list: 'int64' },
      { name: 'chosen_index', dtype: 'int64' },
      { name: 'rejected_index', dtype: 'int64' },
      { name: 'reasonings', list: 'string' },
      { name: 'reasoning_tokens', list: 'int64' },
      {
        name: 'calls',
        list: [
          { name: 'step', dtype: 'string' },
          { name: 'model', dtype: 'string' },
          { name: 'reported_model', dtype: 'string' },
          { name: 'candidates', list: 'int64' },
          { name: 'judge', dtype: 'string' },
          { name: 'aspect', dtype: 'string' },
          { name: 'ask', dtype: 'int64' },
          { name: 'request', dtype: 'string' },
          { name: 'answer', dtype: 'string' },
          { name: 'prompt_tokens', dtype: 'int64' },
          { name: 'completion_tokens', dtype: 'int64' },
        ],
      },
    ],
    dropped: [
      { name: 'row_id', dtype: 'string' },
      { name: 'reason', dtype: 'string' },
      { name: 'detail', dtype: 'string' },
    ],
  };
}
