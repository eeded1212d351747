// SPDX-License-Identifier: Apache-2.0
// Long work on the server: how far it is, how long it takes still, how it ended.
import { address, get, send } from '$lib/api/client.svelte';
import type { Schemas } from '$lib/api/operations';
import { RequestProblem } from '$lib/api/problem';

export type JobState = Schemas['Job'];

const over = (job: JobState) => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

/** Follows one job by its events; where the stream breaks it asks again. */
export class FollowedJob {
  state = $state.raw<JobState | null>(null);
  #source: EventSource | null = null;

  /** @returns the job when it is over @throws RequestProblem when it failed */
  follow(id: string): Promise<JobState> {
    return new Promise((resolve, reject) => {
      const end = (job: JobState) => {
        this.#source?.close();
        if (job.state === 'failed') reject(new RequestProblem(500, job.problem ?? {}));
        else resolve(job);
      };
      const take = (job: JobState) => {
        this.state = job;
        if (over(job)) end(job);
      };
      const source = new EventSource(address('/api/jobs/{job}/events', { path: { job: id } }));
      this.#source = source;
      const hear = (event: MessageEvent<string>) => {
        try {
          take(JSON.parse(event.data) as JobState);
        } catch {
          // a broken event is passed over: the next one tells all again
        }
      };
      source.addEventListener('message', hear);
      source.addEventListener('job', hear);
      source.addEventListener('error', () => {
        void get('/api/jobs/{job}', { path: { job: id } }).then(take).catch((failure: unknown) => {
          source.close();
          reject(failure instanceof Error ? failure : new Error(String(failure)));
        });
      });
    });
  }

  cancel(): Promise<void> {
    return this.state ? send('DELETE', '/api/jobs/{job}', { path: { job: this.state.id } }) : Promise.resolve();
  }

  close() {
    this.#source?.close();
    this.#source = null;
  }
}
