import { invalidInput } from '../../contract/failures.ts';
import type { SourceFile } from '../../contract/run.ts';
import { hasWildcards, sourceFormatOf } from '../../contract/source-format.ts';
import { readConversationRow } from '../conversations/read-conversation-row.ts';
import { findLocalFiles, findMatchingFiles, locateFile } from '../files/local-files.ts';
import { openRows } from '../files/open-rows.ts';
import { isFolder, publishedCandidates } from '../files/published-candidates.ts';
import { firstPlace } from '../row-reader.ts';
import type { SourceAccess } from '../source-access.ts';
import { EarlierPrompts } from './seen-conversations.ts';

const where = 'rows.notIn.path';

/** Reads the prompts of an earlier dataset: an output folder of ours, or files like those of a source. */
export async function readEarlierPrompts(access: SourceAccess, path: string): Promise<EarlierPrompts> {
  const earlier = new EarlierPrompts();
  for (const file of await findEarlierFiles(access, path)) {
    const reader = await openRows(
      { path: await locateFile(access.directory, file), name: file.path },
      { mapping: {}, unpackedDirectory: access.unpackedDirectory },
    );
    if ('problem' in reader) throw invalidInput([`${where}: "${file.path}" ${reader.problem}`]);
    for await (const row of reader.rows(firstPlace)) {
      const read = row.read();
      const conversation = 'json' in read ? readConversationRow(read.json) : undefined;
      if (conversation && 'messages' in conversation) earlier.add(conversation.messages);
    }
  }
  return earlier;
}

/** Of an output folder, the rows that got candidates: what was dropped before that may be tried again. */
async function findEarlierFiles(access: SourceAccess, path: string): Promise<SourceFile[]> {
  const { directory } = access;
  const resolved = await directory.resolve(path);
  if ('problem' in resolved) throw invalidInput([`${where}: ${resolved.problem}`]);
  if (await isFolder(resolved.path)) {
    return await findMatchingFiles(directory, await publishedCandidates(access, path, where), where);
  }
  if (!sourceFormatOf(path) && !hasWildcards(path)) {
    throw invalidInput([
      `${where}: "${path}" is neither an output folder in the worker's DATA_DIR nor a file that can be read`,
    ]);
  }
  return await findLocalFiles(directory, path, where);
}
