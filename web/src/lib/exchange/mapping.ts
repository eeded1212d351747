// SPDX-License-Identifier: Apache-2.0
// A mapping profile as text, changed one column at a time. What a person wrote by hand elsewhere stays as it is.

/** A word of YAML; quoted where it would mean something else. */
export function yamlWord(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ./()-]*$/u.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text) && text.trim() === text && !/:\s|\s#/.test(text)
    ? text
    : JSON.stringify(text);
}

interface Entry {
  /** Lines of the whole entry, comments before it left out. */
  from: number;
  to: number; // one after the last
  field: string;
  column: string | null; // of a plain or `column:` entry
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  if (/^".*"$/s.test(trimmed)) {
    try {
      return JSON.parse(trimmed) as string;
    } catch {
      return trimmed;
    }
  }
  return /^'.*'$/s.test(trimmed) ? trimmed.slice(1, -1).replaceAll("''", "'") : trimmed.replace(/\s+#.*$/, '').trim();
}

function block(lines: string[]): { start: number; end: number } | null {
  const start = lines.findIndex((line) => /^fields:\s*(#.*)?$/.test(line));
  if (start < 0) return null;
  let end = start + 1;
  while (end < lines.length && (/^\s/.test(lines[end] ?? '') || (lines[end] ?? '') === '')) end += 1;
  return { start, end };
}

function entries(lines: string[], start: number, end: number): Entry[] {
  const found: Entry[] = [];
  for (let at = start + 1; at < end; at += 1) {
    const head = /^ {2}([A-Za-z_]\w*):(.*)$/.exec(lines[at] ?? '');
    if (!head) continue;
    let to = at + 1;
    while (to < end && /^ {3,}\S/.test(lines[to] ?? '')) to += 1;
    const rest = (head[2] ?? '').trim();
    const inner = lines.slice(at + 1, to).map((line) => /^\s+column:(.*)$/.exec(line)?.[1]).find((value) => value !== undefined);
    const flow = /^\{.*\bcolumn:\s*("[^"]*"|'[^']*'|[^,}]+)/.exec(rest)?.[1];
    found.push({ from: at, to, field: head[1] ?? '', column: inner !== undefined ? unquoted(inner) : flow !== undefined ? unquoted(flow) : rest !== '' && !rest.startsWith('{') ? unquoted(rest) : null });
    at = to - 1;
  }
  return found;
}

/** Which field each column goes to by the text; columns of composed entries (lon and lat, year and month) are not here. */
export function mappedFields(profile: string): Map<string, string> {
  const lines = profile.split('\n');
  const span = block(lines);
  const mapped = new Map<string, string>();
  if (span) for (const entry of entries(lines, span.start, span.end)) if (entry.column) mapped.set(entry.column, entry.field);
  return mapped;
}

/**
 * The profile with a column going to another field; '' takes the column out. A field that something else filled is
 * filled by this column now.
 */
export function setField(profile: string, column: string, field: string): string {
  const lines = profile.split('\n');
  let span = block(lines);
  if (!span) {
    lines.push('fields:');
    span = block(lines);
    if (!span) return profile;
  }
  const drop = entries(lines, span.start, span.end).filter((entry) => entry.column === column || (field !== '' && entry.field === field));
  const kept = lines.filter((_, at) => !drop.some((entry) => at >= entry.from && at < entry.to));
  if (field === '') return kept.join('\n');
  const after = block(kept);
  kept.splice((after?.start ?? kept.length - 1) + 1, 0, `  ${field}: ${yamlWord(column)}`);
  return kept.join('\n');
}
