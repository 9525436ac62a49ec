import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/suite/longest-first.ts';

/**
 * `unit` needs nothing but the code; `temporal` shares one real dev server; `python` makes two Python environments, once;
 * `s3` shares a real object store beside the dev server. The others are started by name: `trainers` has PyTorch, `faults`, `benchmark` and `judging` print tables, `record` records histories.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    // Vitest leaves one of two cores idle, unless told.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/suite/slowest-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: [
            'test/{preference,contract,http,storage,dataset,models,source,output,answers,activities,process,commands,fake-hub,scripted-provider}/**/*.test.ts',
            'test/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'temporal',
          // One process for many files: loading the SDK takes longer than most of them.
          isolate: false,
          // Of the tests that wait side by side.
          maxConcurrency: 4,
          include: ['test/{workflows,replay,pipeline,temporal-cli,e2e}/**/*.test.ts'],
          globalSetup: ['test/temporal-server/start-shared-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'python',
          include: ['test/python/**/*.test.ts'],
          globalSetup: ['test/temporal-server/start-shared-server.ts', 'test/python/python-environment.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'trainers',
          include: ['test/python/trainers.full.ts'],
          globalSetup: ['test/python/trainer-environment.ts'],
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 's3',
          include: ['test/object-storage/**/*.test.ts'],
          globalSetup: [
            'test/temporal-server/start-shared-server.ts',
            'test/object-storage/start-shared-store.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'benchmark',
          include: ['test/benchmark/{throughput,planning,cleaning}.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/e2e/faults.full.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'judging',
          include: ['test/judging/{trial,contrast-trial,length-trial}.ts'],
          globalSetup: ['test/temporal-server/start-shared-server.ts'],
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screenshots',
          include: ['test/screenshots/take-screenshots.ts'],
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'record',
          env: {},
          include: ['test/replay/record.ts'],
          globalSetup: ['test/temporal-server/start-shared-server.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
