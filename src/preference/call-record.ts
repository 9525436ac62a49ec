/** What an answered call is known by, long after: short, since histories and rows hold one for each call. */
export interface CallRecord {
  /** The first 16 hex digits of a SHA-256: of the request as it was sent, without its address. */
  request: string;
  /** Of what was read in the answer: text and calls of tools, or a judge's ratings and rationales in the order shown. */
  answer: string;
  /** The model as its provider names it; absent where it names none. */
  model?: string | undefined;
}

/** A call as its row keeps it. */
export interface RowCall {
  /** `<provider>/<model id>`, as it was asked. */
  model: string;
  record: CallRecord;
}
