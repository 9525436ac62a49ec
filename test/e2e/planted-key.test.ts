import type { Mood } from './processes/provider-moods.ts';
import { expect, onTestFinished, test } from 'vitest';
import { traces } from './trial/traces.ts';
import { Trial } from './trial/trial.ts';

const key = 'sk-planted-4f1c9d27ab';

test.each<[Mood, string]>([
  ['echoing', 'COMPLETED'],
  ['echoing401', 'FAILED'],
])(
  'a key that the provider echoes (%s) is in no history, no file and no log',
  { timeout: 120_000 },
  async (mood, end) => {
    const trial = await Trial.prepare({ rows: 20, provider: { mood }, maxFailedRowShare: 1 });
    onTestFinished(() => trial.close());
    await trial.startServer();
    await trial.startWorker(key).untilReady();
    const run = await trial.start();
    expect(await trial.untilEnded(run)).toBe(end);

    const left = await traces(trial);
    const requests = await trial.provider.requests();
    expect(requests.some(({ apiKey }) => apiKey === key)).toBe(true);
    expect(left.join('\n')).toContain('[redacted]');
    expect(left.filter((text) => text.includes(key))).toEqual([]);
  },
);
