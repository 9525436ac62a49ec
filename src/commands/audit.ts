import type { FinishedManifest } from '../dataset/manifest.schema.ts';
import type { PublishedFolder } from '../dataset/published-folder.ts';
import { publishedRows, type PublishedRow } from '../dataset/published-rows.ts';
import { promptHashes } from '../output/prompt-hashes.ts';
import { parseRunInput } from '../contract/run-input.schema.ts';
import { readConfiguration, type Configuration } from '../process/configuration.ts';
import { callLines } from './audit/audited-call.ts';
import { auditedRowSchema, droppedReasonSchema } from './audit/audited-row.schema.ts';
import { checkAnswer } from './audit/check-answer.ts';
import { outcomeOf } from './audit/outcome.ts';
import { recordedOf } from './audit/recorded-of.ts';
import { withServer } from './connect.ts';
import { Problem } from './problem.ts';
import { finishedManifest, openPublishedPlace } from './published-place.ts';
import { excerpt, plainText, type Say } from './say.ts';
import { counted } from './watch/amounts.ts';

/** `npm run audit -- <output> <row id>`: what a pair came of, call by call, and whether it still is what was answered. */
export async function audit(
  place: string,
  rowId: string,
  say: Say,
  configuration: Pick<Configuration, 'hub' | 'objectStorage'> = readConfiguration(),
  askServer: typeof withServer = withServer,
): Promise<void> {
  const folder = await openPublishedPlace(place, configuration);
  const manifest = await finishedManifest(folder, place);
  const dropped = await findRow(folder, manifest, 'dropped', rowId);
  const found = await findRow(folder, manifest, 'candidates', rowId);
  if (!found) {
    if (!dropped) throw new Problem(`"${place}" has no row "${rowId}".`);
    const { reason, detail } = droppedReasonSchema.parse(dropped.row);
    throw new Problem(`Row "${rowId}" was dropped before any call: ${reason}, ${plainText(detail)}.`);
  }
  const parsed = auditedRowSchema.safeParse(found.row);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Problem(`Row "${rowId}" cannot be audited: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const row = parsed.data;
  const problems: string[] = [];
  const tell = (line: string) => say(plainText(line));

  const { application } = manifest;
  tell(`Row ${rowId} of run "${manifest.workflowId}" (${manifest.runId})`);
  if (application)
    tell(`  made by ${application.name} ${application.version}, ${application.commit ?? 'no commit'}`);
  if ((await folder.sha256(found.file.path)) === found.file.sha256)
    tell(`  ${found.file.path}: as published`);
  else problems.push(`${found.file.path} is not the file that run.json lists`);
  tell(`  ${outcomeOf(row, dropped)}`);
  for (const loss of row.judge_losses) tell(`  a judge was lost: ${excerpt(loss, 200)}`);

  const prompts = promptsOfThisBuild(manifest);
  const recorded = await recordedOf(manifest, rowId, { askServer, tell });
  for (const call of row.calls) {
    const check = checkAnswer(call, row);
    const at = recorded?.findIndex(
      ({ request, answer }) => request === call.request && answer === call.answer,
    );
    const [event] = at === undefined || at < 0 ? [recorded && null] : (recorded?.splice(at, 1) ?? []);
    const lines = callLines(call, row, manifest, { check, recorded: event, prompts });
    for (const line of lines) tell(line);
    if (check === 'not as answered')
      problems.push(`${lines[0]?.trim()}: what is published is not what was answered`);
    if (event === null) problems.push(`${lines[0]?.trim()}: the history has no such request and answer`);
  }
  if (problems.length === 0) {
    tell(`${counted(row.calls.length, 'call')}; everything that could be compared agrees.`);
    return;
  }
  throw new Problem(plainText([`${counted(problems.length, 'problem')}:`, ...problems].join('\n- ')));
}

async function findRow(
  folder: PublishedFolder,
  manifest: FinishedManifest,
  config: 'candidates' | 'dropped',
  rowId: string,
): Promise<PublishedRow | undefined> {
  for await (const found of publishedRows(folder, manifest, config)) {
    if ((found.row as { row_id?: unknown }).row_id === rowId) return found;
  }
  return undefined;
}

/** By aspect, as this build would ask; nothing where it cannot read the run's input. */
function promptsOfThisBuild({ input }: FinishedManifest): Record<string, string> {
  const parsed = parseRunInput(input);
  return 'input' in parsed ? promptHashes(parsed.input) : {};
}
