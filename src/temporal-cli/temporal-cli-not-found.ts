/** There is no Temporal CLI on this machine, and it could not be fetched. */
export class TemporalCliNotFound extends Error {
  override readonly name = 'TemporalCliNotFound';
  /** One line per place: where, and why not. */
  readonly tried: readonly string[];

  constructor(version: string, tried: readonly string[]) {
    super(
      [
        `No Temporal CLI was found, and version ${version} could not be fetched:`,
        ...tried.map((line) => `- ${line}`),
        'Install the Temporal CLI and put it on PATH: https://docs.temporal.io/cli',
      ].join('\n'),
    );
    this.tried = tried;
  }
}
