import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { claimOutput } from '../../src/output/output-claim.ts';
import { bucketPrefix } from '../../src/storage/bucket-prefix.ts';
import { s3Client } from '../../src/storage/s3-client.ts';
import { bucketName } from './object-store.ts';

const client = s3Client({ endpoint: inject('storeEndpoint'), region: undefined });

function emptyPrefix() {
  return bucketPrefix(client, { bucket: bucketName, prefix: randomUUID() });
}

test('of several runs that claim a prefix at once one has it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const storage = emptyPrefix();
    const runs = Array.from({ length: 8 }, (_, at) => ({ workflowId: 'letters', runId: `run-${at}` }));
    const outcomes = await Promise.allSettled(runs.map((run) => claimOutput(storage, 's3://…', run)));
    const owners = runs.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    expect(owners).toHaveLength(1);
    expect(JSON.parse(await text(storage.read('run.json')))).toEqual({ ...owners[0], state: 'unfinished' });
  }
});

test('attempts of one run that claim a prefix at once all have it', async () => {
  const storage = emptyPrefix();
  const run = { workflowId: 'letters', runId: 'run-1' };
  const claims = Array.from({ length: 8 }, () => claimOutput(storage, 's3://…', run));
  await expect(Promise.all(claims)).resolves.toHaveLength(8);
});

test('a prefix that holds other objects is left as it is', async () => {
  const storage = emptyPrefix();
  await storage.write('thesis.txt', ['mine']);
  const claim = claimOutput(storage, 's3://datasets/letters', { workflowId: 'letters', runId: 'run-1' });
  await expect(claim).rejects.toMatchObject({ type: 'Dataset.OutputExists' });
  expect(await storage.size('run.json')).toBeUndefined();
});
