import type { WriteStream } from 'node:tty';
import type { Say } from '../say.ts';
import { lineView } from './line-view.ts';
import { liveView } from './live-view.ts';
import type { RunView } from './run-view.ts';

/** The view redraws itself in a terminal, and writes plain lines to anything else. */
export function openRunView(output: WriteStream, plain: boolean, say: Say, footer: string): RunView {
  return output.isTTY && !plain ? liveView(output, footer) : lineView(say);
}
