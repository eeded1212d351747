// SPDX-License-Identifier: Apache-2.0
// The pages of the application in the order of the navigation. A page is loaded when it is first opened.
import type { Component } from 'svelte';
import type { IconName } from './icons';

export interface Page {
  name: IconName & ('home' | 'map' | 'records' | 'quality' | 'sampling' | 'comparison' | 'release' | 'priorities' | 'indicators' | 'reports' | 'assessments' | 'screening' | 'helpdesk' | 'meetings' | 'exchange' | 'accounts' | 'settings' | 'model' | 'help');
  key: string; // after "g"
  load: () => Promise<{ default: Component }>;
  shown: (role: { member: boolean; manages: boolean; administers: boolean }) => boolean;
}

const everybody = () => true;

export const pages: Page[] = [
  { name: 'home', key: 'h', load: () => import('$lib/home/HomePage.svelte'), shown: everybody },
  { name: 'map', key: 'm', load: () => import('$lib/map/MapPage.svelte'), shown: everybody },
  { name: 'records', key: 'r', load: () => import('$lib/records/RecordsPage.svelte'), shown: everybody },
  { name: 'quality', key: 'q', load: () => import('$lib/quality/QualityPage.svelte'), shown: ({ member }) => member },
  { name: 'sampling', key: 'n', load: () => import('$lib/sampling/SamplingPage.svelte'), shown: ({ member }) => member },
  { name: 'comparison', key: 'b', load: () => import('$lib/comparison/ComparisonPage.svelte'), shown: ({ member }) => member },
  { name: 'release', key: 'l', load: () => import('$lib/release/ReleasePage.svelte'), shown: everybody },
  { name: 'priorities', key: 'o', load: () => import('$lib/priorities/PrioritiesPage.svelte'), shown: ({ member }) => member },
  { name: 'indicators', key: 'i', load: () => import('$lib/indicators/IndicatorsPage.svelte'), shown: everybody },
  { name: 'reports', key: 'p', load: () => import('$lib/reports/ReportsPage.svelte'), shown: everybody },
  { name: 'assessments', key: 'e', load: () => import('$lib/assessments/AssessmentsPage.svelte'), shown: ({ member }) => member },
  { name: 'screening', key: 'v', load: () => import('$lib/screening/ScreeningsPage.svelte'), shown: ({ member }) => member },
  { name: 'helpdesk', key: 'u', load: () => import('$lib/helpdesk/HelpDeskPage.svelte'), shown: ({ member }) => member },
  { name: 'meetings', key: 'c', load: () => import('$lib/meetings/MeetingsPage.svelte'), shown: ({ member }) => member },
  { name: 'exchange', key: 'x', load: () => import('$lib/exchange/ExchangePage.svelte'), shown: ({ member }) => member },
  { name: 'accounts', key: 'a', load: () => import('$lib/accounts/AccountsPage.svelte'), shown: ({ administers }) => administers },
  { name: 'settings', key: 's', load: () => import('$lib/settings/SettingsPage.svelte'), shown: ({ member }) => member },
  { name: 'model', key: 'd', load: () => import('$lib/model/ModelPage.svelte'), shown: everybody },
  { name: 'help', key: '?', load: () => import('$lib/help/HelpPage.svelte'), shown: everybody },
];
