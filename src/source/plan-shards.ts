import { takesImages } from '../contract/takes-images.ts';
import { limits } from '../contract/limits.ts';
import type {
  PlanCursor,
  PlannedShards,
  RepeatedRow,
  RunSettings,
  Source,
  SourceFile,
} from '../contract/run.ts';
import { conversationOf, rowsOfConversation, type RowContext } from './rows-of-source-row.ts';
import type { DroppedBefore } from './selection/dropped-before.ts';
import { afterDraw, isDrawn } from './selection/row-draw.ts';
import type { RowCheck } from './selection/row-checks.ts';
import type { SeenConversations } from './selection/seen-conversations.ts';
import type { BudgetedSettings, SourceRowSize } from './shard-budget.ts';
import { ShardCutter } from './shard-cutter.ts';
import { firstPlace, type RowReader, type SourceRow } from './row-reader.ts';
import { SourceSurvey } from './source-survey.ts';

export interface PlannedSource {
  source: Pick<Source, 'name' | 'mapping' | 'candidates'>;
  files: readonly SourceFile[];
  open: (file: SourceFile) => Promise<RowReader>;
  /** Where rows are made anew: those wanted; the others are only noted. */
  droppedBefore?: DroppedBefore | undefined;
}

export type PlanSettings = BudgetedSettings & Pick<RunSettings, 'rows' | 'turns' | 'seed'>;

export interface ShardPlan extends PlannedShards {
  /** What the first planning call saw of the rows; bad ones are planned like others, and their shard says why. */
  survey: SourceSurvey;
}

/**
 * Cuts the rows behind `cursor` into shards, each inside the budgets of {@link limits}, up to what one planning call
 * may read and return. Only places are kept, so memory stays flat whatever the size of the source.
 */
export async function planShards(
  { source, files, open, droppedBefore }: PlannedSource,
  settings: PlanSettings,
  cursor: PlanCursor,
  seen?: SeenConversations,
  check?: RowCheck,
): Promise<ShardPlan> {
  const cutter = new ShardCutter(settings, cursor.shard);
  const survey = new SourceSurvey(source, settings.generators.length === 0);
  const planned = (next: PlanCursor | null): ShardPlan => ({ shards: cutter.shards, survey, next });
  let { row, rowsLeft, draw } = cursor;
  const mostScanned = cursor.page === 0 ? limits.firstScannedBytes : limits.scannedBytes;
  let scanned = 0;

  for (const [index, file] of files.entries()) {
    if (index < cursor.file) continue;
    if (hasEnough()) return planned(null); // Without opening, which may be to fetch, a file that nobody wants.
    const reader = await open(file);
    const context = contextOf(
      source,
      { ...settings, images: takesImages(settings) },
      reader,
      files.length > 1 ? file : undefined,
      check,
    );
    cutter.startFile(file);
    for await (const sourceRow of reader.rows(index === cursor.file ? cursor : firstPlace)) {
      if (hasEnough()) return planned(null);
      const drawn = draw === null || isDrawn(draw, settings.seed, row);
      const wanted = drawn && (!droppedBefore || (await droppedBefore.has(row)));
      const placed = wanted || (drawn && seen) ? placedRow(sourceRow, row, context, seen) : undefined;
      if (scanned > mostScanned || (wanted && placed && !cutter.take(placed))) {
        const { start, number } = sourceRow;
        const shard = cursor.shard + cutter.shards.length;
        return planned({ file: index, start, number, row, shard, page: cursor.page + 1, rowsLeft, draw });
      }
      if (placed) {
        placed.note();
        if (wanted && cursor.page === 0) {
          survey.lookAt(sourceRow, () => `"${file.path}" ${reader.unit} ${sourceRow.number}`);
        }
      }
      row += 1;
      scanned += (sourceRow.end - sourceRow.start) * reader.bytesPerStep;
      if (rowsLeft !== null) rowsLeft -= 1;
      if (draw) draw = afterDraw(draw, drawn);
    }
  }
  return planned(null);

  function hasEnough(): boolean {
    return rowsLeft === 0 || draw?.wanted === 0;
  }
}

/** How a source's rows are read; where it has several files, a row's place names its own. */
export function contextOf(
  { name, mapping, candidates }: Pick<Source, 'name' | 'mapping' | 'candidates'>,
  settings: RowContext['settings'],
  { unit }: RowReader,
  file: SourceFile | undefined,
  check?: RowCheck,
): RowContext {
  return { name, mapping, candidates, settings, unit: file ? `${file.path}, ${unit}` : unit, check };
}

/** A row with what it weighs and what it repeats; it is to be noted once it has its place. */
function placedRow(place: SourceRow, row: number, context: RowContext, seen: SeenConversations | undefined) {
  const plain = { row, place, repeated: undefined, note: () => undefined };
  if (!seen && context.settings.turns === 'last')
    return { ...plain, size: { rows: 1, bytes: place.bytes() } };
  const conversation = conversationOf(place, context);
  const size = sizeOf(conversation, place, row, context);
  if (!seen || 'reason' in conversation) return { ...plain, size };
  const known = seen.lookUp(conversation.messages, row);
  if ('note' in known) return { ...plain, size, note: known.note };
  return { ...plain, size: { rows: 1, bytes: 0 }, repeated: known satisfies RepeatedRow };
}

/** What one row of the source weighs: as it stands, or once for each turn that makes a row. */
function sizeOf(
  conversation: ReturnType<typeof conversationOf>,
  place: SourceRow,
  row: number,
  context: RowContext,
): SourceRowSize {
  if (context.settings.turns === 'last') return { rows: 1, bytes: place.bytes() };
  const rows = rowsOfConversation(conversation, row, context);
  return { rows: rows.length, bytes: Buffer.byteLength(JSON.stringify(rows)) };
}
