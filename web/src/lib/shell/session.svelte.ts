// SPDX-License-Identifier: Apache-2.0
// Who works here, and the programme's model as this person may see it.
import type { Schemas } from '$lib/api/operations';
import { connection, get, getTagged, send } from '$lib/api/client.svelte';
import { readModel, type Model } from '$lib/model/model';
import { isLanguage, locale } from '$lib/i18n/words.svelte';

class Session {
  document = $state.raw<Schemas['Session'] | null>(null);
  model = $state.raw<Model | null>(null);
  state = $state<'starting' | 'signed_out' | 'first_run' | 'ready' | 'failed'>('starting');
  failure = $state.raw<unknown>(null);
  readonly role = $derived(this.document?.role ?? 'public');
  readonly mayWrite = $derived(this.document?.rights.write ?? false);
  readonly mayReview = $derived(this.document?.rights.review ?? false);
  readonly mayManage = $derived(this.document?.rights.manage ?? false);
  readonly administers = $derived(this.document?.rights.administer ?? false);
  #modelTag = '';

  constructor() {
    connection.onsignedout = () => {
      if (this.state === 'ready') this.state = 'signed_out';
    };
  }

  async start() {
    this.state = 'starting';
    try {
      const document = await get('/api/session');
      this.document = document;
      connection.csrf = document.csrf;
      if (!locale.chosen && isLanguage(document.language)) locale.language = document.language;
      if (document.account === '' && !document.rights.read) {
        this.state = document.first_run ? 'first_run' : 'signed_out';
        return;
      }
      await this.loadModel();
      this.state = 'ready';
    } catch (failure) {
      this.failure = failure;
      this.state = 'failed';
    }
  }

  async loadModel() {
    const { value, etag } = await getTagged('/api/model', { query: { lang: locale.language } });
    if (etag && etag === this.#modelTag && this.model) return;
    this.#modelTag = etag;
    this.model = readModel(value);
  }

  async signIn(name: string, password: string) {
    await send('POST', '/api/session', { body: { name, password } });
    await this.start();
  }

  async signOut() {
    await send('DELETE', '/api/session');
    connection.csrf = '';
    this.document = null;
    this.model = null;
    this.#modelTag = '';
    await this.start();
  }
}

export const session = new Session();
