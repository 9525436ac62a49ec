/** Times in milliseconds that the workflow and the worker must agree on. */
export const timeouts = {
  /** The longest one model call may take, set above every provider's own request timeout. */
  modelCall: 600_000,
  /** The longest request timeout a provider may be configured with. */
  modelRequest: 570_000,
  /** The same of tiers that wait for their turn; OpenAI advises 15 minutes for `flex`. Heartbeats carry them. */
  patientModelCall: 1_230_000,
  patientModelRequest: 1_200_000,
  /** A dead worker is noticed after this long; a call shorter than the first heartbeat costs none. */
  heartbeat: 6_000,
  firstHeartbeat: 2_000,
  /** The same for reading and writing, which keep a worker's event loop busier. */
  reading: 12_000,
} as const;
