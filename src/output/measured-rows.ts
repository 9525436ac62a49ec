import type { ConfigName, ConfigRow, PublishedMessage } from '../preference/config-features.ts';
import type { SequenceLengths } from './report/numbers/trainer-fit.ts';

/** Counts with the run's tokenizer. */
export interface TokenMeter {
  sequences(prompt: PublishedMessage[], completions: PublishedMessage[][], tools?: string): SequenceLengths;
  count(text: string): number;
}

type Measured = Pick<{ [Config in ConfigName]: ConfigRow[Config][] }, 'trl' | 'kto' | 'candidates'>;

/** What becomes of a row at a trainer is counted where it is written, so that many workers share it. */
export function measuredRows({ trl, kto, candidates }: Measured, meter: TokenMeter): Measured {
  return {
    trl: trl.map((row) => ({
      ...row,
      sequences: meter.sequences(row.prompt, [row.chosen, row.rejected], row.tools),
    })),
    kto: kto.map((row) => ({ ...row, sequences: meter.sequences(row.prompt, [row.completion], row.tools) })),
    candidates: candidates.map((row) => ({
      ...row,
      answerTokens: row.generations.map((text, place) =>
        text === null ? 0 : meter.count(`${text}${row.generation_tool_calls?.[place] ?? ''}`),
      ),
    })),
  };
}
