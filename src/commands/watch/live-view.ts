import type { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import { plainText } from '../say.ts';
import { frameOf } from './frame.ts';
import type { RunView } from './run-view.ts';
import type { Snapshot } from './snapshot.ts';

const usualColumns = 80;

/** One frame, drawn over and over in the same place; `footer` stands below it until the view is closed. */
export function liveView(output: WriteStream, footer: string): RunView {
  const draw = createLogUpdate(output);
  let last: Snapshot | undefined;
  const lines = (): string[] => (last ? frameOf(last, output.columns || usualColumns) : []);
  return {
    show(snapshot) {
      last = snapshot;
      draw([...lines(), '', footer].join('\n'));
    },
    wait(why) {
      draw([...lines(), '', plainText(why), footer].join('\n'));
    },
    close() {
      if (last) draw(lines().join('\n'));
      draw.done();
    },
  };
}
