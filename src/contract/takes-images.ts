import type { RunSettings } from './run.ts';

type Models = Pick<RunSettings, 'generators' | 'judges'>;

/** Whether every model of a run sees images: rows that hold any are dropped otherwise. */
export function takesImages({ generators, judges }: Models): boolean {
  return [...generators, ...judges].every(({ vision = false }) => vision);
}
