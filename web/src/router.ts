import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from '@/session/useSession'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/waiting' },
  { path: '/sign-in', component: () => import('@/session/SignInPage.vue'), meta: { open: true } },
  { path: '/welcome', component: () => import('@/session/WelcomePage.vue'), meta: { open: true } },
  { path: '/connect', component: () => import('@/settings/ConnectPage.vue') },
  { path: '/:tab(waiting|open|snoozed|closed|search)/:id?', name: 'inbox', component: () => import('@/inbox/InboxPage.vue') },
  {
    path: '/settings',
    component: () => import('@/settings/SettingsPage.vue'),
    children: [
      { path: '', redirect: '/settings/profile' },
      { path: 'profile', component: () => import('@/settings/ProfilePage.vue') },
      { path: 'accounts', component: () => import('@/settings/AccountsPage.vue') },
      { path: 'saved', component: () => import('@/settings/SavedPage.vue') },
      { path: 'staff', component: () => import('@/settings/StaffPage.vue') },
      { path: 'teams', component: () => import('@/settings/TeamsPage.vue') },
      { path: 'tokens', component: () => import('@/settings/TokensPage.vue') },
      { path: 'quarantine', component: () => import('@/settings/QuarantinePage.vue') },
      { path: 'audit', component: () => import('@/settings/AuditPage.vue') },
    ],
  },
  {
    path: '/reports',
    component: () => import('@/reports/ReportsPage.vue'),
    children: [
      { path: '', redirect: '/reports/managers' },
      { path: 'managers', component: () => import('@/reports/ManagerHome.vue') },
      { path: 'marketers', component: () => import('@/reports/MarketerHome.vue') },
      { path: 'links', component: () => import('@/campaigns/LinksPage.vue') },
      { path: 'conversations', component: () => import('@/reports/ConversationsBehind.vue') },
    ],
  },
  { path: '/:rest(.*)*', redirect: '/waiting' },
]

export const router = createRouter({ history: createWebHistory(), routes })

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const { session, restore } = useSession()
  await restore()
  return session.value.kind === 'in' ? true : { path: '/sign-in', query: to.fullPath === '/waiting' ? {} : { next: to.fullPath } }
})
