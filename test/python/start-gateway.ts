import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { until } from '../e2e/until.ts';

export interface Gateway {
  baseUrl: string;
  close: () => Promise<void>;
}

/** A model by its name at the gateway, and what LiteLLM is told of it, such as `mock_response`. */
export type GatewayModels = Readonly<Record<string, object>>;

/** The LiteLLM proxy on loopback, which tries nothing twice and turns no model away for its earlier failures. */
export async function startGateway(models: GatewayModels): Promise<Gateway> {
  const folder = await mkdtemp(join(tmpdir(), 'capybara-gateway-'));
  const configuration = join(folder, 'gateway.yaml');
  await writeFile(configuration, JSON.stringify(asConfiguration(models)));
  const port = await findFreePort();
  const python = inject('gatewayPython');
  const child = spawn(
    python,
    [
      ...[join(dirname(python), 'litellm'), '--config', configuration],
      ...['--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False'],
    ],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
        // Neither prices nor anything else from the network.
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exited = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  }
  await until(
    'the gateway listens',
    () => {
      if (child.exitCode !== null) throw new Error(`The gateway ended:\n${said}`);
      return said.includes('Uvicorn running on');
    },
    longestStart,
  );
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async close() {
      child.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** In seconds: the first start of an environment compiles what it loads. */
const longestStart = 110;

/** JSON is YAML. */
function asConfiguration(models: GatewayModels): object {
  return {
    model_list: Object.entries(models).map(([name, parameters]) => ({
      model_name: name,
      litellm_params: { model: `openai/${name}`, api_key: 'sk-upstream', ...parameters },
    })),
    litellm_settings: { telemetry: false, num_retries: 0 },
    router_settings: { num_retries: 0, disable_cooldowns: true },
  };
}
