import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'src/api/schema.ts'] },
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterLink', 'RouterView', 'i18n-t'] }],
      'vue/no-static-inline-styles': 'error',
      // Formatting is not argued about by the linter.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Ask api/client.ts: it adds the session header and reads problems.' }],
    },
  },
  { files: ['src/api/client.ts', 'widget/desk.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['scripts/**'], rules: { 'no-restricted-globals': 'off' } },
)
