let last = Promise.resolve();

/**
 * Waits for a turn of the event loop of its own. A hundred calls that start at once would keep this process from reading
 * what has been answered meanwhile, and an answer that was not read is paid again after a crash.
 */
export function turnOfItsOwn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => void setImmediate(resolve)));
  return last;
}
