import type { TestProject } from 'vitest/node';
import { virtualEnvironment } from './virtual-environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a Python that has PyTorch beside what `python` has. */
    trainerPython: string;
  }
}

/** Gigabytes, over a line of any width. */
const timeoutMilliseconds = 3_600_000;

export default async function makeTrainerEnvironment(project: TestProject): Promise<void> {
  const python = await virtualEnvironment('trainers', 'trainer-requirements.txt', timeoutMilliseconds);
  project.provide('trainerPython', python);
}
