import type { TestProject } from 'vitest/node';
import { startObjectStore, storeKeys } from './object-store.ts';

declare module 'vitest' {
  interface ProvidedContext {
    storeEndpoint: string;
  }
}

/** One object store for all tests of its project; the keys are where the AWS client looks for them. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  Object.assign(process.env, storeKeys);
  const store = await startObjectStore();
  provide('storeEndpoint', store.endpoint);
  return () => store.stop();
}
