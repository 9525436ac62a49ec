/**
 * Bounds that keep every workflow, payload and history inside what a Temporal server takes. Sizes are in bytes of
 * UTF-8. Sources: Temporal's defaults (2 MiB a payload, 4 MiB a gRPC message, 100 buffered events, continue-as-new
 * suggested at 4,096 events or 4 MiB), and the measurements in docs/decisions/0002-shape-of-a-run.md.
 */
export const limits = {
  shardRows: 32,
  shardSourceBytes: 1_000_000,
  /** The planner cuts shards so that their estimated history stays below these. */
  shardHistoryBytes: 3_000_000,
  shardHistoryEvents: 3_000,
  rowBytes: 256_000,
  /** Images of one conversation: each is paid for in every call. */
  rowImages: 16,
  /** Rows a run may have in flight. */
  rowsInFlight: 10_000,
  /** Activities one workflow has in flight, and the bytes of their inputs together. */
  callsInFlight: 100,
  callBytesInFlight: 1_500_000,
  /** Rows handed to one `writeShard` call. */
  writtenBytes: 1_000_000,
  /** Candidates of one row: every sample of every generator, and the original. */
  candidates: 50,
  /** Judgements of one row: every aspect in every order of every judge. */
  judgements: 64,
  orders: 16,
  /** One row's calls in the history of its shard, which a server ends at 50 MB. */
  rowHistoryBytes: 20_000_000,
  /** Text of all candidates of one row together, as it travels, since the judge reads them in one payload. */
  candidateBytes: 1_000_000,
  /** Of the thoughts of one candidate, and of all candidates of a row together; what is longer is cut. */
  reasoningBytes: 100_000,
  rowReasoningBytes: 400_000,
  /** One judgement, as it travels. */
  judgementBytes: 250_000,
  /** One row with all that was said about it, as it travels to be written. */
  keptRowBytes: 1_900_000,
  /** What one planning call returns at most: shards, and bytes of their places. */
  plannedShards: 1_000,
  plannedBytes: 1_000_000,
  /** What one planning call reads at most. */
  scannedBytes: 500_000_000,
  /** The same for the first call, after which the first shards start. */
  firstScannedBytes: 64_000_000,
  /** Runs of words of all benchmarks that a run is compared with: 40 bytes each at most, held by each worker. */
  benchmarkRuns: 5_000_000,
  /** Files that wildcards may name, or a split of the Hub may have. */
  sourceFiles: 10_000,
} as const;
