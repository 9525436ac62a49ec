/** A row that came to nothing, told shortly. */
export interface LastDrop {
  rowId: string;
  reason: string;
  detail: string;
}

/** Enough to see what goes wrong, in every report and every answer. */
const mostDrops = 8;
const longestDetail = 300;

/** The newest of all, the newest last, each short. */
export function lastDrops(...drops: readonly LastDrop[]): LastDrop[] {
  return drops.slice(-mostDrops).map(({ detail, ...drop }) => ({
    ...drop,
    detail: detail.length > longestDetail ? `${detail.slice(0, longestDetail - 1)}…` : detail,
  }));
}
