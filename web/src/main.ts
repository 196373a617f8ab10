import '@fontsource-variable/inter/index.css'
import './design/tokens.css'
import './design/base.css'
import './design/forms.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, preferredLanguage, speak } from './i18n'
import { router } from './router'
import { useTheme } from './ui/useTheme'

useTheme().restore()
await speak(preferredLanguage())
createApp(App).use(i18n).use(router).mount('#app')
