/** From which columns a row's conversation was read, and how it was told. */
export interface RowReading {
  /** `messages`, or `prompt + completion`. */
  column: string;
  /** The keys its elements were told by, such as `role/content`. */
  shape: string;
  /** The column of its system message, where it has one beside the conversation. */
  system?: string;
  /** The column of its tools. */
  tools?: string;
  /** The columns of answers that are there already. */
  candidates?: string;
  /** Other columns that hold a conversation too. */
  passedOver?: string[];
}

/** What planning found when it looked at the first rows: as most of them were read, and how else. */
export interface SourceReading extends RowReading {
  /** Rows that were looked at, and how many of them hold a conversation that can be read. */
  rows: number;
  readable: number;
  otherwise?: (RowReading & { rows: number })[];
}

/**
 * What was read from where, in one line: `"conversations" (from/value), system messages from "system"`. Column names are
 * the source's own words.
 */
export function describeReading({ otherwise = [], rows, readable, ...usual }: SourceReading): string {
  return [
    describeWay(usual),
    ...(otherwise.length > 0 ? [`other rows: ${otherwise.map(describeWay).join(', ')}`] : []),
    ...(readable < rows ? [`${rows - readable} of the first ${rows} rows cannot be read`] : []),
  ].join('; ');
}

function describeWay({ column, shape, system, tools, candidates, passedOver = [] }: RowReading): string {
  return [
    `"${column}" (${shape})`,
    ...(system === undefined ? [] : [`system messages from "${system}"`]),
    ...(tools === undefined ? [] : [`tools from "${tools}"`]),
    ...(candidates === undefined ? [] : [`candidates from "${candidates}"`]),
    ...(passedOver.length > 0 ? [`not "${passedOver.join('", "')}"`] : []),
  ].join(', ');
}
