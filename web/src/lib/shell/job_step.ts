// SPDX-License-Identifier: Apache-2.0
// The step that a job is at, in the reader's language. The server says it in English: "reading hazard", "checking".
import { words } from '$lib/i18n/words.svelte';
import { session } from './session.svelte';
import texts from './JobStep.i18n.json';

const t = words(texts as Record<string, (typeof texts)['checking']>);

export function stepText(step: string): string {
  if (step in texts) return t(step);
  const [, verb = '', what = ''] = /^(reading|writing|scoring) (.+)$/.exec(step) ?? [];
  if (verb === '') return step;
  const count = /^(\d+) records$/.exec(what)?.[1];
  if (count) return t('writing_records', { count });
  return t(`${verb}_of`, { what: session.model?.types.get(what)?.plural ?? what });
}
