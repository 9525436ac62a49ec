import type { RowReading, SourceReading } from '../contract/source-reading.ts';
import type { CandidatesWanted, ColumnMapping } from '../contract/input/source.schema.ts';
import { columnsThere, mappedBeside } from './conversations/conversation-columns.ts';
import { isFields } from './conversations/json-values.ts';
import { readConversationRow } from './conversations/read-conversation-row.ts';
import type { SourceRow } from './row-reader.ts';

/** Rows whose conversations are read. */
const mostRead = 1_000;
const mostWays = 5;
const mostProblems = 3;

/**
 * What the first rows of a source look like: how their conversations are read, and what is wrong with those that cannot
 * be. Bad lines and rows cost themselves alone; a source that is mostly bad, or in which nothing can be read, is told
 * before anything is paid for.
 */
export class SourceSurvey {
  readonly #mapping: ColumnMapping;
  readonly #candidates: CandidatesWanted;
  readonly #needsCandidates: boolean;
  #rowsWithCandidates = 0;
  readonly #ways = new Map<string, { way: RowReading; rows: number }>();
  readonly #badLines: string[] = [];
  /** Columns that the mapping names and no row has had yet. */
  #lacking: string[];
  #firstColumns: string[] | undefined;
  readonly #badRows: string[] = [];
  #lines = 0;
  #badLineCount = 0;
  #read = 0;

  /** `needsCandidates` where nobody generates any. */
  constructor(
    { mapping, candidates }: { mapping: ColumnMapping; candidates?: CandidatesWanted },
    needsCandidates = false,
  ) {
    this.#mapping = mapping;
    this.#candidates = candidates;
    this.#needsCandidates = needsCandidates || candidates === true;
    this.#lacking = mappedBeside(mapping);
  }

  /** `place` names the row for whoever looks for it in its file. */
  lookAt(row: SourceRow, place: () => string): void {
    const read = row.read();
    this.#lines += 1;
    const isWanted = this.#read < mostRead;
    if (isWanted) this.#read += 1;
    if ('problem' in read) {
      this.#badLineCount += 1;
      note(this.#badLines, `${place()} ${read.problem}`);
      return;
    }
    if (!isWanted) return;
    if ('tooLarge' in read) {
      note(this.#badRows, `${place()} has ${read.tooLarge} bytes`);
      return;
    }
    if (isFields(read.json)) this.#lookForColumns(Object.keys(read.json));
    const conversation = readConversationRow(read.json, this.#mapping, this.#candidates);
    if ('problem' in conversation) note(this.#badRows, `${place()}: ${conversation.problem}`);
    else this.#add(conversation.reading);
    if ('messages' in conversation && conversation.candidates) this.#rowsWithCandidates += 1;
  }

  /** Why nothing can be made of the source. */
  problem(): string | undefined {
    if (2 * this.#badLineCount > this.#lines) {
      return (
        `${this.#badLineCount} of ${counted(this.#lines)} cannot be read, more than half: ` +
        this.#badLines.join('; ')
      );
    }
    if (this.#read === 0) return undefined;
    const [lacking] = this.#lacking;
    if (lacking !== undefined) {
      return `no row has a column "${lacking}", which source.mapping names ${columnsThere(this.#firstColumns ?? [])}`;
    }
    if (this.#ways.size > 0) {
      if (!this.#needsCandidates || this.#rowsWithCandidates > 0) return undefined;
      return (
        `none of ${counted(this.#lines)} holds candidates, and ` +
        (this.#candidates === true ? 'source.candidates says that they do' : 'there is no generator') +
        `: they are looked for in "responses", "completions", "generations", and "chosen" with "rejected" ` +
        `${columnsThere(this.#firstColumns ?? [])}. Where they stand in another column, name it with source.mapping.candidates`
      );
    }
    return (
      `none of ${counted(this.#lines)} holds a conversation that can be read: ` +
      `${[...this.#badRows, ...this.#badLines].slice(0, mostProblems).join('; ')}. ` +
      'Where the conversation stands in another column, name it with source.mapping'
    );
  }

  reading(): SourceReading | undefined {
    const ways = [...this.#ways.values()].sort((first, second) => second.rows - first.rows);
    const [usual, ...others] = ways;
    if (!usual) return undefined;
    const otherwise = others.slice(0, mostWays).map(({ way, rows }) => ({ ...way, rows }));
    return {
      ...usual.way,
      rows: this.#read,
      readable: ways.reduce((sum, { rows }) => sum + rows, 0),
      ...(otherwise.length > 0 ? { otherwise } : {}),
    };
  }

  #lookForColumns(columns: string[]): void {
    this.#firstColumns ??= columns;
    this.#lacking = this.#lacking.filter((column) => !columns.includes(column));
  }

  #add(way: RowReading): void {
    const key = JSON.stringify(way);
    const known = this.#ways.get(key);
    if (known) known.rows += 1;
    else this.#ways.set(key, { way, rows: 1 });
  }
}

function note(problems: string[], problem: string): void {
  if (problems.length < mostProblems) problems.push(problem);
}

function counted(rows: number): string {
  return rows === 1 ? 'one row' : `the first ${rows} rows`;
}
