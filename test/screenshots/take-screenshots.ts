import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { startCommand } from '../pipeline/run-command.ts';
import { startBrowser } from './browser.ts';
import { stageRuns, type StagedRuns } from './staged-runs.ts';
import { pictureOfTerminal } from './terminal-page.ts';

const folder = fileURLToPath(new URL('../../docs/images', import.meta.url));
const workflows = '/namespaces/default/workflows';

/** Columns of the UI's list, as "Configure Columns" would keep them. */
const columns = [
  'Status',
  'Workflow ID',
  'PreferenceState',
  'PreferenceDroppedRows',
  'PreferenceCostUsd',
  'Start',
].map((label) => ({ label }));

const viewport = { width: 1420, height: 1500 };
/** Right of the UI's own navigation. */
const left = 256;

test('docs/images holds what the Temporal UI and a terminal show of runs', async () => {
  const staged = await stageRuns();
  onTestFinished(() => staged.close());
  const browser = await startBrowser();
  onTestFinished(() => browser.close());
  await mkdir(folder, { recursive: true });
  await keep('watch', await watchView(browser, staged));
  const page = await openUi(browser, staged);
  await keep('run-list', await runList(page));
  await keep('run', await run(page, staged.going));
  const shard = shardWorkflowId(staged.finished, 0);
  await keep('shard', await shardTimeline(page, shard));
  await keep('failed-call', await failedCall(page));
});

async function keep(name: string, picture: Buffer): Promise<void> {
  await writeFile(`${folder}/${name}.png`, picture);
}

async function openUi(browser: Browser, { uiUrl }: StagedRuns): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: uiUrl });
  await context.addInitScript(
    `localStorage.setItem('namespace-workflow-table-columns', ${JSON.stringify(JSON.stringify({ default: columns }))})`,
  );
  return await context.newPage();
}

async function runList(page: Page): Promise<Buffer> {
  await page.goto(`${workflows}?query=${encodeURIComponent('WorkflowType="preferenceDataset"')}`);
  await page.getByRole('cell', { name: 'paused' }).waitFor();
  return await page.screenshot({ clip: { x: left, y: 60, width: viewport.width - left, height: 350 } });
}

async function run(page: Page, workflowId: string): Promise<Buffer> {
  await page.goto(`${workflows}/${workflowId}`);
  await page.waitForURL(/timeline$/);
  await page.getByRole('tab', { name: 'User Metadata' }).click();
  // Markdown is shown in a frame of its own.
  await page.locator('iframe').first().contentFrame().getByText('Rows dropped last').waitFor();
  return await page.screenshot({ clip: { x: left, y: 100, width: viewport.width - left, height: 900 } });
}

async function shardTimeline(page: Page, workflowId: string): Promise<Buffer> {
  await page.goto(`${workflows}/${encodeURIComponent(workflowId)}`);
  const heading = page.getByRole('heading', { name: 'Timeline' });
  await heading.waitFor();
  await page.getByText('row 5 · NeuralBeagle14-7B').first().waitFor();
  const box = await heading.boundingBox();
  const top = (box?.y ?? 0) - 20;
  return await page.screenshot({
    clip: { x: left, y: top, width: viewport.width - left, height: viewport.height - top },
  });
}

/** What opens below a bar of the timeline when it is clicked, down to the message of the failure. */
async function failedCall(page: Page): Promise<Buffer> {
  await page.setViewportSize({ ...viewport, height: 2_400 });
  const call = page.getByText('row 5 · NeuralBeagle14-7B').first();
  await call.click();
  const stackTrace = page.getByText('"stackTrace"').last();
  await stackTrace.waitFor();
  const [top, bottom] = await Promise.all(
    [call, stackTrace].map(async (each) => (await each.boundingBox())?.y ?? 0),
  );
  const from = (top ?? 0) - 60;
  return await page.screenshot({
    clip: { x: left, y: from, width: viewport.width - left, height: (bottom ?? 0) - from },
    // Process and host of the worker that took the picture.
    mask: [page.getByText(/^\d+@\S+$/)],
    maskColor: '#e5e5e5',
  });
}

async function watchView(browser: Browser, { address, dataDirectory, going }: StagedRuns): Promise<Buffer> {
  const watching = startCommand({ folder: dataDirectory, address, terminal: true }, ['watch', going]);
  // Long enough for rates to settle.
  await watching.untilSaid(/(\u001b\[\?2026h[^]*){12}/);
  const shown = watching.output();
  watching.interrupt();
  await watching.ended;
  return await pictureOfTerminal(browser, shown, { columns: 110, rows: 22 });
}
