import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { mayImport, sandboxed, wiring } from './folder-imports.js';

const folders = [...Object.keys(mayImport), ...wiring.folders];

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
              regex: `^(?:\\.\\./)+(${[...forbidden.map((other) => `${other}/`), ...wiring.files.map((file) => `${file.replace('.', '\\.')}$`)].join('|')})`,
              message: `src/${folder} may import ${['itself', ...allowed].join(', ')} (see ARCHITECTURE.md).`,
            },
          ],
        },
      ],
    },
  };
});

/** Sandboxed code may know the shape of a schema, never run it: zod, openai and Node stay out of the bundle. */
const sandboxWalls = sandboxed.map((folder) => ({
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
  ...sandboxWalls,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/process/configuration.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'src/process/configuration.ts is the only reader of the environment.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
