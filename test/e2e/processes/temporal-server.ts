import { join } from 'node:path';
import { connectClient, type ConnectedClient } from '../../../src/process/connection.ts';
import { startDevServer, type DevServer } from '../../../src/temporal-cli/dev-server.ts';
import { findFreePort } from '../../../src/temporal-cli/free-port.ts';
import { realTemporalCli } from '../../temporal-cli/real-temporal-cli.ts';

/** A real Temporal server of a trial's own, with a database file, which can be killed and started again. */
export class TemporalServer {
  readonly port: number;
  readonly #databaseFile: string;
  readonly #executable: string;
  #server: DevServer | undefined;

  private constructor(port: number, databaseFile: string, executable: string) {
    this.port = port;
    this.#databaseFile = databaseFile;
    this.#executable = executable;
  }

  /** Chooses its place; nothing runs yet. */
  static async at(folder: string): Promise<TemporalServer> {
    return new TemporalServer(await findFreePort(), join(folder, 'temporal.db'), await realTemporalCli());
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#server = await startDevServer({
      executable: this.#executable,
      port: this.port,
      databaseFile: this.#databaseFile,
      logLevel: 'never',
    });
  }

  /** `kill -9`; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#signal('SIGKILL');
    await this.#server?.exited;
  }

  /** Takes nothing and answers nothing, its connections stay, until {@link thaw}. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#server) this.thaw();
    await this.#server?.stop();
  }

  #signal(signal: NodeJS.Signals): void {
    if (!this.#server) throw new Error(`There is no server for ${signal}`);
    process.kill(this.#server.pid, signal);
  }

  async connect(): Promise<ConnectedClient> {
    return await connectClient({ connectionOptions: { address: this.address } });
  }
}
