import { beforeEach, expect, test } from 'vitest';
import { audit } from '../../src/commands/audit.ts';
import { generationHash, verdictsHash } from '../../src/answers/call-hashes.ts';
import { Problem } from '../../src/commands/problem.ts';
import type { CallColumns } from '../../src/preference/call-columns.ts';
import type { KeptRow } from '../../src/preference/keep-columns.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { publishRows } from '../output/publish-rows.ts';
import { pairedRow, toolRow, unreadableRow } from '../preference/kept-rows.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const noServer = new Problem('No Temporal server at 127.0.0.1:9.');
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});

async function audited(rowId: string): Promise<string> {
  const lines: string[] = [];
  const places = {
    hub: { endpoint: 'http://127.0.0.1:9', token: undefined, cacheDirectory: folder },
    objectStorage: noBuckets,
  };
  await audit(
    folder,
    rowId,
    (line) => lines.push(line),
    places,
    () => Promise.reject(noServer),
  );
  return lines.join('\n');
}

async function problem(rowId: string): Promise<string> {
  return await audited(rowId).then(
    () => expect.fail('the audit found nothing'),
    (error: unknown) => (error as Error).message,
  );
}

function call(changes: Partial<CallColumns>): CallColumns {
  return {
    step: 'generate',
    model: 'p/a',
    reported_model: 'a-2',
    candidates: [0],
    judge: '',
    aspect: '',
    ask: 1,
    request: '00',
    answer: '11',
    prompt_tokens: 3,
    completion_tokens: 4,
    ...changes,
  };
}

function withCalls(row: KeptRow, calls: CallColumns[]): KeptRow {
  return { ...row, columns: row.columns && { ...row.columns, calls } };
}

const judged = { step: 'judge', judge: 'j', aspect: 'overall-rating', candidates: [2, 0] };

test('a row that is not there, and one that no call was made for, are said', async () => {
  await publishRows(folder, [pairedRow('letters/0'), unreadableRow('letters/1')]);
  expect(await problem('letters/9')).toBe(`"${folder}" has no row "letters/9".`);
  expect(await problem('letters/1')).toMatch(
    /^Row "letters\/1" was dropped before any call: Dataset.RowInvalid, /,
  );
});

test('an answer that is not the one that was hashed is named', async () => {
  const verdicts = { ratings: [5, 1], rationales: ['A tree.', 'No tree.'] };
  const calls = [
    call({ answer: generationHash('A dog.') }),
    call({ ...judged, answer: verdictsHash(verdicts) }),
  ];
  await publishRows(folder, [withCalls(pairedRow('letters/0'), calls)]);
  expect(await problem('letters/0')).toBe(
    '2 problems:\n' +
      '- generate, candidate 0 a: what is published is not what was answered\n' +
      '- judge j, overall-rating; shown in this order: 2 c, 0 a: what is published is not what was answered',
  );
});

test('what is as it was answered is said, and what cannot be compared, why; no server is no fault', async () => {
  const verdicts = { ratings: [5, 2], rationales: ['A tree.', 'No tree.'] };
  const calls = [
    call({ answer: generationHash('A cat.') }),
    call({ candidates: [1], model: 'p/b', reported_model: '' }),
    call({ ...judged, answer: 'ff' }),
    call({ ...judged, ask: 2, answer: verdictsHash(verdicts) }),
  ];
  await publishRows(folder, [withCalls(pairedRow('letters/0'), calls)]);
  const said = await audited('letters/0');
  expect(said).toContain('chosen c (5), rejected a (2)');
  expect(said).toContain('history: not looked at.');
  expect(said.match(/: as answered$/gm)).toHaveLength(2);
  expect(said).toContain('answered by a model that was not named');
  expect(said).toContain('no text of it is published: Llm.Timeout');
  expect(said).toContain('its reply is not published, since it was of no use');
  expect(said).toMatch(/4 calls; everything that could be compared agrees\.$/);
});

test('calls of tools belong to an answer', async () => {
  const row = toolRow('letters/0');
  const [, , called] = row.columns?.generation_tool_calls ?? [];
  const calls = [call({ candidates: [2], answer: generationHash('', called) })];
  await publishRows(folder, [withCalls(row, calls)]);
  expect(await audited('letters/0')).toContain('answer ' + generationHash('', called) + ': as answered');
});

test('a file that was changed since is named, whatever it says now', async () => {
  await publishRows(folder, [pairedRow('letters/0')], {
    settings: { output: { path: 'x', formats: ['jsonl'] } },
  });
  const file = 'jsonl/candidates/train-00000-of-00001.jsonl';
  const storage = localFolder(folder);
  const lines: Buffer[] = [];
  for await (const chunk of storage.read(file)) lines.push(chunk);
  await storage.write(file, [Buffer.concat(lines).toString().replace('A cat.', 'A dog.')]);
  expect(await problem('letters/0')).toBe(`1 problem:\n- ${file} is not the file that run.json lists`);
});

test('a judge that was asked twice in one order gave two answers, each of which is known', async () => {
  const row = pairedRow('letters/0');
  const [first] = row.columns?.judgements ?? [];
  const second = { ...first!, ratings: [3, null, 4], rationales: ['Hm.', null, 'Well.'] };
  const answers = [
    verdictsHash({ ratings: [5, 2], rationales: ['A tree.', 'No tree.'] }),
    verdictsHash({ ratings: [4, 3], rationales: ['Well.', 'Hm.'] }),
  ];
  const kept = withCalls(
    row,
    answers.map((answer) => call({ ...judged, answer })),
  );
  const twice = { ...kept, columns: kept.columns && { ...kept.columns, judgements: [first!, second] } };
  await publishRows(folder, [twice]);
  expect((await audited('letters/0')).match(/: as answered$/gm)).toHaveLength(2);
});
