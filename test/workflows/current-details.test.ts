import type { WorkflowHandle } from '@temporalio/client';
import { expect, test } from 'vitest';
import { finalFailure } from '../../src/contract/failures.ts';
import { conversationRows } from './conversations.ts';
import { answer } from './fake-models.ts';
import { withFakes, type Fakes } from './run-with-fakes.ts';

/** What the Temporal UI asks for. */
async function detailsOf(workflow: WorkflowHandle): Promise<string> {
  const metadata = await workflow.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  // Without what keeps the columns apart.
  return metadata.currentDetails.replaceAll('\u00a0', '');
}

async function withFailure(message: string): Promise<Fakes> {
  const fakes = await withFakes({
    rows: conversationRows(3),
    generate: (call) => {
      if (call.row === 1) throw finalFailure({ type: 'Llm.BadRequest', message });
      return answer(call);
    },
  });
  await (await fakes.start(fakes.input())).result();
  return fakes;
}

test('a failure quoted from a model takes no effect as Markdown', async () => {
  const { client, workflowId } = await withFailure(
    '# Win | <img src=x onerror=alert(1)> [click](https://evil.example) **now** `rm` \n\n- www.evil.example',
  );
  for (const id of [workflowId, `${workflowId}/shard-00000`]) {
    const details = await detailsOf(client.workflow.getHandle(id));
    expect(details).toContain('Win \\| \\<img src=x');
    expect(details).not.toMatch(/[^\\][<[`]|https:\/\/|www\.|\*\*now/);
  }
});

test('a shard shows which call failed for which row, with the model and why', async () => {
  const { client, workflowId } = await withFailure('fake: no such parameter');
  const details = await detailsOf(client.workflow.getHandle(`${workflowId}/shard-00000`));
  expect(details).toContain('| rows 0–2 |');
  expect(details).toContain('| Rows | 3 of 3 done, 0 in flight |');
  expect(details).toContain('| row 1 · alpha | Llm.BadRequest | fake: no such parameter |');
  expect(details).toContain('| row 1 · beta | Llm.BadRequest | fake: no such parameter |');
});

test('a run shows its state, counts and cost, and the rows it dropped last', async () => {
  const { client, workflowId } = await withFailure('fake: no such parameter');
  const details = await detailsOf(client.workflow.getHandle(workflowId));
  expect(details).toContain('| State | completed |');
  expect(details).toContain('| Rows | 3 of 3 done, 0 in flight, 0 left |');
  expect(details).toContain('| Dropped | 1 × Llm.BadRequest |');
  expect(details).toMatch(/\| Cost \| not known, without .*alpha/);
  expect(details).toMatch(
    /\| conversations\.jsonl\/1 \| Llm\.BadRequest \| 1 of 3 candidates answered: alpha/,
  );
});
