/** Where the Argilla server is, and what the worker may do there. */
export interface ArgillaAccess {
  url: string | undefined;
  apiKey: string | undefined;
}
