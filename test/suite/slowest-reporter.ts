import type { Reporter, TestModule } from 'vitest/node';

const shown = 10;

/** Ends a run with its slowest files and tests, in seconds: what to mend when the suite has become slow. */
export default class SlowestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: `${module.relativeModuleId} > ${test.fullName}`,
        milliseconds: test.diagnostic()?.duration ?? 0,
      })),
    );
    const files = modules.map((module) => {
      const { collectDuration, duration } = module.diagnostic();
      return { name: module.relativeModuleId, milliseconds: collectDuration + duration };
    });
    print('slowest files', files);
    print('slowest tests', tests);
  }
}

function print(title: string, timed: readonly { name: string; milliseconds: number }[]): void {
  const slowest = [...timed].sort((one, other) => other.milliseconds - one.milliseconds).slice(0, shown);
  const lines = slowest.map(
    ({ name, milliseconds }) => `${(milliseconds / 1_000).toFixed(1).padStart(7)}  ${name}`,
  );
  process.stdout.write(`\nThe ${slowest.length} ${title}, in seconds\n${lines.join('\n')}\n`);
}
