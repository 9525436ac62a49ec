/**
 * Runs `work` under the caller's signal and a time limit over the whole of it. Rejects with the signal's reason if
 * that fired, and with a `TimeoutError` if the time was up, whatever `work` itself then rejects with.
 *
 * The timer is a plain one because `AbortSignal.any([signal, AbortSignal.timeout(…)])` may be garbage-collected
 * before it fires on Node 20.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const forward = () => controller.abort(signal.reason);
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`not done within ${milliseconds} ms`, 'TimeoutError'));
  }, milliseconds);
  signal.addEventListener('abort', forward, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  }
}
