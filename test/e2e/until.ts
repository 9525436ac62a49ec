import { setTimeout as sleep } from 'node:timers/promises';

const betweenLooks = 20;

/** Looks until something is there, for a bounded time; a timeout says what was waited for. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
  seconds = 30,
): Promise<Found> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain until ${what}`);
    await sleep(betweenLooks);
  }
}
