import { installRuntime } from '../../src/process/runtime.ts';

/** Installed once in a process, in which several files of tests follow each other. */
installRuntime({ logLevel: 'ERROR', metricsAddress: undefined });
