import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const entry = (name: string) => fileURLToPath(new URL(`./widget/${name}.ts`, import.meta.url))

// The chat: a script that sites paste and the document behind it. Plain names, since they stand in other people's pages; without any library, since these pages wait for it.
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist/chat',
    emptyOutDir: true,
    modulePreload: false,
    rollupOptions: {
      input: { loader: entry('loader'), app: entry('app') },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
})
