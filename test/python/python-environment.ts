import type { TestProject } from 'vitest/node';
import { virtualEnvironment } from './virtual-environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a Python that has `datasets`, `trl` and `pyarrow`. */
    python: string;
    /** Path of a Python that has the LiteLLM proxy, whose pins are others. */
    gatewayPython: string;
  }
}

/** Both environments, made side by side: a half of that is waiting for the network. */
export default async function makePythonEnvironments(project: TestProject): Promise<void> {
  const [python, gatewayPython] = await Promise.all([
    virtualEnvironment('python', 'requirements.txt'),
    virtualEnvironment('gateway', 'gateway-requirements.txt'),
  ]);
  project.provide('python', python);
  project.provide('gatewayPython', gatewayPython);
}
