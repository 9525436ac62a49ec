/** A place the Temporal CLI can be fetched from. */
export interface TemporalCliSource {
  /** As it stands in "could not be fetched" errors. */
  name: string;
  /**
   * Puts the executable somewhere inside an existing empty folder and returns its path. It is not to be trusted
   * before its checksum is verified. Rejects with the reason, in words, if it can't be had.
   */
  fetchInto(folder: string): Promise<string>;
}
