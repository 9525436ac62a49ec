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
