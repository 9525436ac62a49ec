import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure, rateLimit, type Behaviour } from './behaviour.ts';
import { defaultScript } from './default-script.ts';
import { drawLatency } from './draw.ts';
import { drawFault, type FaultRates } from './faults.ts';
import { LedgerKeeper, type ChargedTokens, type Ledger, type LedgerPrices } from './ledger.ts';
import { respond } from './respond.ts';
import { completionBody, type ScriptedRequest } from './scripted-request.ts';

export type Script = (request: ScriptedRequest, index: number) => Behaviour | Promise<Behaviour>;

export interface ScriptedProviderOptions {
  /** What to do with each request; by default a deterministic answer. */
  answer?: Script;
  /** Mean of an exponential spread drawn from the request's content; 0 answers at once. */
  latencyMilliseconds?: number;
  /** Faults met before the script is asked. */
  faults?: FaultRates;
  /** Seeds the faults. */
  seed?: number;
  /** Requests beyond this many at a time are answered with 429. */
  maxInFlight?: number;
  /** What its ledger charges for each model id. */
  prices?: LedgerPrices;
  /** 0, the default, takes any free port. */
  port?: number;
}

export interface ScriptedProvider {
  /** Of the OpenAI-compatible server, with its `/v1`. */
  baseUrl: string;
  /** Every request for a completion so far, in the order received. */
  requests: readonly ScriptedRequest[];
  readonly ledger: Ledger;
  /** How many are open. */
  connections(): number;
  /** Answers 503 to every completion for so long. */
  goDown(milliseconds: number): void;
  close(): Promise<void>;
}

/** An OpenAI-compatible server on loopback that does as its script says. */
export async function startScriptedProvider(
  options: ScriptedProviderOptions = {},
): Promise<ScriptedProvider> {
  const {
    answer = defaultScript,
    latencyMilliseconds = 0,
    faults = {},
    seed = 0,
    maxInFlight = Infinity,
    prices = {},
  } = options;
  const requests: ScriptedRequest[] = [];
  const keeper = new LedgerKeeper(prices);
  const lastAnswered = new WeakMap<Socket, ScriptedRequest>();
  let connections = 0;
  let downUntil = 0;

  const goDown = (milliseconds: number) => {
    downUntil = Date.now() + milliseconds;
  };

  const behaviourFor = async (request: ScriptedRequest, index: number): Promise<Behaviour> => {
    if (Date.now() < downUntil) return failure(503, { message: 'Down for a while' });
    if (!keeper.accept(request, maxInFlight)) return rateLimit({ 'retry-after-ms': '250' });
    if (latencyMilliseconds > 0) await sleep(drawLatency(latencyMilliseconds, request.body));
    return drawFault(request, faults, seed) ?? answer(request, index);
  };

  const complete = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = incoming;
    const body = await readText(incoming);
    const request: ScriptedRequest = {
      method,
      path: url,
      headers,
      body: completionBody(body),
      occurrence: keeper.occurrence(body),
      receivedAt: Date.now(),
      finishedAt: undefined,
      outcome: 'pending',
      status: undefined,
    };
    const index = requests.push(request) - 1;
    let charged: ChargedTokens | undefined;
    keeper.begin();
    response.on('close', () => {
      request.outcome = response.writableFinished ? 'answered' : 'aborted';
      request.status = response.headersSent ? response.statusCode : undefined;
      request.finishedAt = Date.now();
      keeper.end(request, charged);
      if (request.outcome === 'answered') lastAnswered.set(incoming.socket, request);
    });
    const behaviour = await behaviourFor(request, index);
    if (!response.destroyed) charged = respond(response, behaviour, request.body);
  };

  const route = async (incoming: IncomingMessage, response: ServerResponse) => {
    const url = new URL(incoming.url ?? '', 'http://localhost');
    const asked = `${incoming.method} ${url.pathname}`;
    if (asked === 'POST /v1/chat/completions') return complete(incoming, response);
    if (asked === 'GET /__ledger') return void response.end(JSON.stringify(keeper.ledger));
    if (asked === 'POST /__down') {
      goDown(Number(url.searchParams.get('seconds') ?? 60) * 1_000);
      return void response.end();
    }
    response.writeHead(404).end(`The scripted provider has no ${asked}`);
  };

  const server = createServer((incoming, response) => {
    route(incoming, response).catch((error: unknown) => {
      // Status 599 stands for a fault of the script itself, so that a test fails on it by name.
      if (!response.headersSent) response.writeHead(599);
      response.end(String(error));
    });
  });
  // A process that ends with bytes that it has not read resets the connection; else it only closes it.
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('close', (wasReset) => {
      connections -= 1;
      const answered = lastAnswered.get(socket);
      if (wasReset && answered) answered.outcome = 'unread';
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    ledger: keeper.ledger,
    connections: () => connections,
    goDown,
    async close() {
      const closed = new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
