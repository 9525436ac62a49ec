import { expect, test } from 'vitest';
import { finishReasonOf } from '../../src/models/finish-reasons.ts';

test.each([
  [
    'length',
    'length max_tokens MAX_TOKENS model_length max_output_tokens max_new_tokens incomplete ERROR_LIMIT',
  ],
  ['length', 'FINISH_REASON_MAX_TOKENS model_context_window_exceeded max_completion_tokens limit truncated'],
  ['stop', 'stop STOP eos_token end_turn stop_sequence COMPLETE stop-sequence EOS'],
  [
    'content_filter',
    'content_filter content-filter SAFETY safety RECITATION PROHIBITED_CONTENT BLOCKLIST SPII',
  ],
  ['content_filter', 'ERROR_TOXIC guardrail_intervened sensitive MODEL_ARMOR'],
  ['tool_calls', 'tool_calls function_call TOOL_CALL tool_use'],
  ['refusal', 'refusal'],
])('%s is the word for %s', (ours, theirs) => {
  for (const word of theirs.split(' ')) expect([word, finishReasonOf(word)]).toEqual([word, ours]);
});

test.each([['insufficient_system_resource'], ['OTHER_THAN_THAT'], ['maximum']])(
  'a word of no known meaning is kept: %s',
  (word) => {
    expect(finishReasonOf(word)).toBe(word);
  },
);

test.each([[null], [undefined], [''], [' '], [7], ['original'], ['failed'], ['other']])(
  'no word, or one that means something else here, is "other": %j',
  (word) => {
    expect(finishReasonOf(word)).toBe('other');
  },
);

test('a word is kept short and well-formed', () => {
  expect(finishReasonOf(`x\ud800${'y'.repeat(100)}`)).toBe(`x\ufffd${'y'.repeat(62)}`);
});
