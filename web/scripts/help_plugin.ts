// SPDX-License-Identifier: Apache-2.0
// docs/*.md as HTML inside the application. The files are the project's own; a link between them becomes a link of the help.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import type { Plugin } from 'vite';

const docs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs');
// For people who use the program; what only its makers need stays in the repository.
const left_out = new Set(['architecture', 'performance', 'conformance']);

function names(): string[] {
  const of = (folder: string) => readdirSync(join(docs, folder)).filter((name) => name.endsWith('.md')).map((name) => posix.join(folder, name.slice(0, -3)));
  return ['web', 'commands', ''].flatMap((folder) => {
    try {
      return of(folder).sort();
    } catch {
      return [];
    }
  }).filter((name) => !left_out.has(name));
}

function page(name: string, all: Set<string>) {
  const text = readFileSync(join(docs, `${name}.md`), 'utf8');
  const title = /^#\s+(.*)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? name;
  const html = (marked.parse(text, { async: false }) as string).replace(/href="([^"#:]+)\.md(#[^"]*)?"/g, (whole, path: string) => {
    const target = posix.normalize(posix.join(posix.dirname(name), path));
    return all.has(target) ? `href="#/help/${target}"` : whole;
  }).replace(/<a href="(?!#)[^"]*"[^>]*>(.*?)<\/a>/g, '$1'); // nothing leads out of the program
  return { name, title, html };
}

export function help(): Plugin {
  const id = 'virtual:help';
  return {
    name: 'tilth-help',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined;
      const all = names();
      for (const name of all) this.addWatchFile(join(docs, `${name}.md`));
      return `export default ${JSON.stringify(all.map((name) => page(name, new Set(all))))};`;
    },
  };
}
