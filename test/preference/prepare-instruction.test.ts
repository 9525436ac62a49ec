import { expect, test } from 'vitest';
import { prepareInstruction } from '../../src/preference/prepare-instruction.ts';

test('a single user message is the instruction as it stands', () => {
  expect(prepareInstruction([{ role: 'user', content: '  Name a tree.\n' }])).toBe('  Name a tree.\n');
});

test('a longer conversation is told speaker by speaker, trimmed', () => {
  expect(
    prepareInstruction([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: ' Name a tree.\n' },
      { role: 'assistant', content: 'Birch.' },
      { role: 'user', content: 'Another?' },
    ]),
  ).toBe('System: Be brief.\n\nUser: Name a tree.\n\nAssistant: Birch.\n\nUser: Another?');
});
