import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * One direction of imports; ARCHITECTURE.md draws it. A folder may import itself and what stands here.
 * @type {Record<string, string[]>}
 */
const mayImport = {
  preference: [],
  contract: ['preference'],
  workflows: ['preference', 'contract'],
  models: ['preference', 'contract'],
  push: ['preference', 'contract', 'models', 'dataset'],
  report: ['preference', 'contract'],
  card: ['preference', 'contract', 'report'],
  dataset: ['preference', 'contract', 'report', 'card'],
  activities: ['preference', 'contract', 'models', 'dataset', 'push'],
  'temporal-cli': [],
};
const folders = [...Object.keys(mayImport), 'commands'];
const wiring = [
  'config',
  'temporal',
  'worker',
  'cli',
  'bundle',
  'workflow-bundle',
  'log',
  'runtime',
  'search-attributes',
  'tracing',
];

const walls = Object.entries(mayImport).map(([folder, allowed]) => {
  const forbidden = folders.filter((other) => other !== folder && !allowed.includes(other));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:\\.\\./)+(${[...forbidden.map((other) => `${other}/`), ...wiring.map((file) => `${file}\\.ts$`)].join('|')})`,
              message: `src/${folder} may import ${['itself', ...allowed].join(', ')} (see ARCHITECTURE.md).`,
            },
          ],
        },
      ],
    },
  };
});

/** Sandboxed code may know the shape of a schema, never run it: zod, openai and Node stay out of the bundle. */
const sandboxed = ['preference', 'contract', 'workflows'].map((folder) => ({
  files: [`src/${folder}/**/*.ts`],
  ignores: ['src/**/*.schema.ts'],
  rules: {
    '@typescript-eslint/consistent-type-imports': 'error',
    'no-restricted-syntax': [
      'error',
      {
        selector:
          "ImportDeclaration[importKind!='type'][source.value=/^(zod|openai|node:|.*\\.schema\\.ts$)/]",
        message: 'Sandboxed code imports schemas, zod, openai and Node as types only.',
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist', 'out', 'coverage', 'node_modules'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.workflows.json', './tsconfig.application.json', './tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `noPropertyAccessFromIndexSignature` asks for the bracket.
      '@typescript-eslint/dot-notation': 'off',
      'no-console': 'error',
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  ...walls,
  ...sandboxed,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'src/config.ts is the only reader of the environment.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
