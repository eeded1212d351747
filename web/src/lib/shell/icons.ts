// SPDX-License-Identifier: Apache-2.0
// Line icons on a 24 by 24 grid. They stand beside words, never alone in place of them.

export const icons = {
  home: 'M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  records: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  quality: 'M12 3l9 16H3zM12 10v4M12 16.5v.5',
  sampling: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM16.5 19a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM18.3 18.3L21 21',
  comparison: 'M12 4v16M8 20h8M5 7h14M5 7l-3 7a3 3 0 006 0zM19 7l-3 7a3 3 0 006 0z',
  release: 'M3 6h6c4 0 4 12 12 12M3 12h18M3 18h6c4 0 4-12 12-12',
  priorities: 'M9 5h11M9 12h8M9 19h5M4 4l1-1v5M4 11h2l-2 3h2M4 17h2v4H4M4 19h2',
  indicators: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  reports: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  assessments: 'M12 3l8 6-3 10H7L4 9zM12 8l4 3-1.5 5h-5L8 11z',
  screening: 'M5 21c0-9 5-14 15-16 0 10-4 15-11 15-2 0-3-1-3-3 0-4 4-7 8-8',
  helpdesk: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5',
  meetings: 'M8 11a3 3 0 100-6 3 3 0 000 6zM17 10a2.5 2.5 0 100-5M2 19c0-3 2.5-5 6-5s6 2 6 5M15.5 14c3.5 0 6 1.8 6 5',
  exchange: 'M4 8h14l-4-4M20 16H6l4 4',
  accounts: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4M4 12h16',
  model: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  help: 'M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 113.5 2.3c-.8.4-1 1-1 1.7M12 16.5v.5',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21',
  plus: 'M12 5v14M5 12h14',
  up: 'M6 14l6-6 6 6',
  down: 'M6 10l6 6 6-6',
  filter: 'M4 5h16l-6 7v6l-4 2v-8z',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  sun: 'M12 16a4 4 0 100-8 4 4 0 000 8zM12 2v2M12 20v2M4 12H2M22 12h-2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5',
  moon: 'M20 14a8 8 0 01-10-10 8 8 0 1010 10z',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h10',
} as const;

export type IconName = keyof typeof icons;
