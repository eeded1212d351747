// SPDX-License-Identifier: Apache-2.0
// The project's documentation inside the program: HTML made when the application is built (vite.config.ts).
import pages from 'virtual:help';

export interface HelpPage {
  name: string; // "web/map", "commands/import", "glossary"
  title: string;
  html: string;
}

export const helpPages: HelpPage[] = pages;

export const partOf = (page: HelpPage): 'pages' | 'commands' | 'more' =>
  page.name.startsWith('web/') ? 'pages' : page.name.startsWith('commands/') ? 'commands' : 'more';

export function matching(wanted: string): HelpPage[] {
  const terms = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return helpPages.filter((page) => {
    const text = `${page.title} ${page.html.replace(/<[^>]*>/g, ' ')}`.toLocaleLowerCase();
    return terms.every((term) => text.includes(term));
  });
}
