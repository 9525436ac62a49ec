import { expect, onTestFinished, test } from 'vitest';
import { failureOf, modelAt, neverAborted, request } from '../models/fixtures.ts';
import { spawnScriptedProvider } from '../scripted-provider/spawn-scripted-provider.ts';
import { startScriptedProvider } from '../scripted-provider/start-scripted-provider.ts';

test('the scripted provider, as a process, answers the same, keeps its ledger, and goes down when told', async () => {
  const [inProcess, spawned] = await Promise.all([startScriptedProvider({}), spawnScriptedProvider()]);
  onTestFinished(async () => {
    await Promise.all([inProcess.close(), spawned.close()]);
  });
  const reply = await modelAt(spawned.baseUrl).complete(request, neverAborted);
  expect(reply).toEqual(await modelAt(inProcess.baseUrl).complete(request, neverAborted));
  await spawned.goDown(60);
  const down = await failureOf(modelAt(spawned.baseUrl).complete(request, neverAborted));
  expect(down.failure.type).toBe('Llm.Unavailable');
  expect(await spawned.ledger()).toMatchObject({ received: 2, paid: 1, byStatus: { 200: 1, 503: 1 } });
});
