import type { InputProblem } from './input-problems.ts';

interface SeeingModels {
  generators: { name?: string; vision?: boolean | undefined }[];
  judges: { name?: string; vision?: boolean | undefined }[];
}

/** A row with an image is asked of every model of a run, or dropped. */
export function visionProblems({ generators, judges }: SeeingModels): InputProblem[] {
  const models = [
    ...generators.map((generator) => ({ ...generator, path: ['generators'] })),
    ...judges.map((judge) => ({ ...judge, path: ['judges'] })),
  ];
  if (!models.some(({ vision }) => vision)) return [];
  return models
    .filter(({ vision, name }) => !vision && name !== undefined)
    .map(({ name = '', path }) => ({
      path,
      message: `"${name}" has no "vision": true, which goes for every generator and judge, since they see the same rows`,
    }));
}
