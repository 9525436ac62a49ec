import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { KrippendorffAlpha } from '../../src/output/report/numbers/krippendorff-alpha.ts';
import { seededRandom } from '../../src/preference/seeded-random.ts';

const execute = promisify(execFile);

const script = `
import json, sys, krippendorff, numpy
print(json.dumps([
    krippendorff.alpha(
        reliability_data=[[numpy.nan if value is None else value for value in judge] for judge in judges],
        level_of_measurement="interval",
    )
    for judges in json.load(sys.stdin)
]))
`;

/** What some judges said of some answers, with gaps. */
function ratings(seed: number): (number | null)[][] {
  const random = seededRandom(seed, 'ratings');
  const [judges, answers] = [2 + Math.floor(3 * random()), 3 + Math.floor(30 * random())];
  const truths = Array.from({ length: answers }, () => 1 + 4 * random());
  return Array.from({ length: judges }, () =>
    truths.map((truth) => (random() < 0.15 ? null : Math.round(2 * (truth + 2 * random() - 1)) / 2)),
  );
}

test("Krippendorff's α is that of the Python package krippendorff, whatever the jury and its gaps", async () => {
  const sets = Array.from({ length: 100 }, (_, seed) => ratings(seed));
  const asked = execute(inject('python'), ['-c', script]);
  asked.child.stdin?.end(JSON.stringify(sets));
  const { stdout } = await asked;
  const theirs = JSON.parse(stdout) as number[];
  const ours = sets.map((judges) => {
    const alpha = new KrippendorffAlpha();
    for (const answer of judges[0]!.keys()) alpha.add(judges.flatMap((judge) => judge[answer] ?? []));
    return alpha.numbers().alpha;
  });
  expect(theirs).toHaveLength(100);
  for (const [at, alpha] of theirs.entries()) expect(ours[at]).toBeCloseTo(alpha, 3);
});
