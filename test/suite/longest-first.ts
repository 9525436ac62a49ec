import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest files of each project: begun last, they would leave the other cores idle at the end. */
const longest = [
  'e2e/faults.test.ts',
  'workflows/budget.test.ts',
  'pipeline/watch.test.ts',
  'e2e/money.test.ts',
  'e2e/pushing.test.ts',
  'pipeline/pausing.test.ts',
  'pipeline/temporal-binary.test.ts',
  'workflows/steering.test.ts',
  'pipeline/bad-input.test.ts',
  'process/workflow-bundle.test.ts',
  'imports.test.ts',
  'wall.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // One project after the other, as Vitest has them: a process serves one project.
    return (await super.sort(files)).sort(
      (one, other) => compare(one.project.name, other.project.name) || place(one) - place(other),
    );
  }
}

function place({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}`));
  return at < 0 ? longest.length : at;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
