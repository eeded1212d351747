// SPDX-License-Identifier: Apache-2.0
// Writes src/lib/api/types.gen.ts from what the built program says of its routes: npm run types [FILE]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const here = import.meta.dirname;
const tilth = path.resolve(process.env.TILTH ?? path.join(here, '../build/release/bin/tilth'));
const file = path.resolve(process.argv[2] ?? path.join(here, 'src/lib/api/types.gen.ts'));
const header = `// SPDX-License-Identifier: Apache-2.0
// What the server takes and answers, from its own description (GET /api). Written by "npm run types"; never by hand.

`;

const work = mkdtempSync(path.join(tmpdir(), 'tilth-types-'));
const programme = path.join(work, 'programme.gpkg');
execFileSync(tilth, ['init', programme], { stdio: 'ignore' });
const server = spawn(tilth, ['--json', 'serve', programme, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] });
try {
  let said = '';
  for await (const piece of server.stdout) {
    said += piece;
    if (said.trimEnd().endsWith('}')) break;
  }
  if (!said) throw new Error(`${tilth} did not start`);
  const { url } = JSON.parse(said);
  const description = await (await fetch(`${url}/api`)).json();
  writeFileSync(file, header + astToString(await openapiTS(description)));
} finally {
  server.kill();
  rmSync(work, { recursive: true, force: true });
}
