import { ApplicationFailure } from '@temporalio/common';
import { expect, test, vi } from 'vitest';
import { jsonLogger } from '../../src/process/log.ts';

function linesOf(write: (logger: ReturnType<typeof jsonLogger>) => void): Record<string, unknown>[] {
  const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    write(jsonLogger('INFO'));
    return written.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
  } finally {
    written.mockRestore();
  }
}

test('a failure of this application is logged by its name, without what a provider said', () => {
  const error = ApplicationFailure.nonRetryable('HTTP 400: cannot read "Dear diary"', 'Llm.BadRequest');
  const [line] = linesOf((logger) => logger.warn('Activity failed', { error }));
  expect(line).toMatchObject({ level: 'WARN', message: 'Activity failed', error: 'Llm.BadRequest' });
});

test('any other error is logged with its message, without its stack', () => {
  const [line] = linesOf((logger) => logger.error('Broken', { error: new TypeError('x is not y') }));
  expect(line?.['error']).toBe('TypeError: x is not y');
});

test('an event is one line, and what is below the level is none', () => {
  const lines = linesOf((logger) => {
    logger.debug('Too fine');
    logger.info('Run planned', { rows: 8 });
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ level: 'INFO', message: 'Run planned', rows: 8 });
});
