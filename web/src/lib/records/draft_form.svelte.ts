// SPDX-License-Identifier: Apache-2.0
// What is typed into the form of a record: checked by the rules while one types, and not left unsaved unasked.
import { setContext } from 'svelte';
import { words } from '$lib/i18n/words.svelte';
import type { RecordType } from '$lib/model/model';
import type { DraftFinding } from '$lib/quality/finding';
import { router } from '$lib/shell/router.svelte';
import { session } from '$lib/shell/session.svelte';
import { same, type Values } from './difference';
import type { Fault } from './draft';
import { formContext, type FormContext } from './form_context';
import texts from './Record.i18n.json';
import { checkDraft } from './record_calls';

const t = words(texts);
const pause = 500; // ms after the last key

/** Made while its component is set up; `of` is asked anew each time. */
export class DraftForm {
  /** What was last read from the server, or what a new record begins with. */
  base = $state.raw<Values>({});
  values = $state.raw<Values>({});
  faults = $state.raw<Record<string, Fault>>({});
  findings = $state.raw<DraftFinding[]>([]);
  computed = $state.raw<Values>({});
  checking = $state(false);
  /** The draft that the findings speak of: only of it may be said that the rules find nothing. */
  #checked = $state.raw<Values | null>(null);
  readonly dirty = $derived(!same(this.base, this.values));
  readonly faultCount = $derived(Object.values(this.faults).filter(Boolean).length);
  readonly sound = $derived(this.dirty && this.faultCount === 0 && this.#checked === this.values);
  #of: () => { type: RecordType; id: string | null };
  #asked = 0;

  constructor(of: () => { type: RecordType; id: string | null }) {
    this.#of = of;
    setContext<FormContext>(formContext, {
      get type() { return of().type.name; },
      get id() { return of().id; },
      check: (field, value) => this.#check({ ...this.values, [field]: value }),
    });
    $effect(() => {
      router.mayLeave = this.dirty ? () => confirm(t('leave')) : null;
      return () => (router.mayLeave = null);
    });
    $effect(() => {
      const draft = this.values;
      if (!this.dirty || !session.mayWrite || this.faultCount > 0) return;
      const timer = setTimeout(() => void this.#tell(draft), pause);
      return () => clearTimeout(timer);
    });
  }

  #check(draft: Values) {
    const { type, id } = this.#of();
    return checkDraft(type, id, this.base, draft);
  }

  async #tell(draft: Values) {
    const mine = ++this.#asked;
    this.checking = true;
    try {
      const answer = await this.#check(draft);
      if (mine !== this.#asked) return;
      this.findings = answer.findings;
      this.computed = answer.computed;
      this.#checked = draft;
    } catch {
      // Nothing is said of a draft that nobody could check; saving says what is wrong.
    } finally {
      if (mine === this.#asked) this.checking = false;
    }
  }

  /** The first field that is required and empty. */
  missing = (fields: RecordType['fields'], draft: Values) => fields.find((field) => field.required && !field.computed && (draft[field.name] ?? '') === '');

  change = (field: string, value: unknown, fault: Fault) => {
    const { [field]: _, ...rest } = this.values;
    this.values = value === null || value === undefined ? rest : { ...rest, [field]: value };
    this.faults = { ...this.faults, [field]: fault };
  };

  /** From here on what the server has is this; what was typed is let go. */
  begin(base: Values, values: Values = base) {
    this.base = base;
    this.values = values;
    this.computed = {};
    this.faults = {};
    this.findings = [];
    this.#asked += 1; // an answer that is still on its way speaks of what was typed before
    this.checking = false;
  }
}
