import type { CheckActivities } from '../contract/activities.ts';
import { describeContamination } from '../source/selection/contamination/describe-contamination.ts';
import { openBenchmarks } from '../source/selection/contamination/open-benchmarks.ts';
import type { SourceAccess } from '../source/source-access.ts';

/** Compares what models answered with the benchmarks that a run keeps out. */
export function checkActivities(access: SourceAccess): CheckActivities {
  return {
    async findContaminated({ decontaminate, texts }) {
      const benchmarks = await openBenchmarks(access, decontaminate);
      return texts.map((text) => {
        const found = benchmarks.find(text, decontaminate.threshold);
        return found ? describeContamination(text, found) : null;
      });
    },
  };
}
