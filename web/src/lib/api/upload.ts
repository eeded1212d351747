// SPDX-License-Identifier: Apache-2.0
// A large file on its way to the server: how much of it has gone, and a way to stop.
import { locale } from '$lib/i18n/words.svelte';
import type { JobState } from '$lib/shell/jobs.svelte';
import { connection } from './client.svelte';
import type { Address, Answer } from './operations';
import { RequestProblem, Unreachable, type ProblemDocument } from './problem';

export type Sending = Pick<JobState, 'state' | 'step' | 'done' | 'total' | 'rate' | 'seconds_left'>;

/** fetch says nothing of how much has gone, so this is the older request. @throws RequestProblem, Unreachable, AbortError */
export function upload<P extends Address<'post'>>(
  path: P, query: Record<string, string>, file: Blob, onprogress: (sending: Sending) => void, signal: AbortSignal,
): Promise<Answer<'post', P>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${path}?${new URLSearchParams(query).toString()}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', locale.language);
    request.setRequestHeader('X-CSRF-Token', connection.csrf);
    const megabytes = 1e6;
    const began = Date.now();
    request.upload.onprogress = ({ loaded, total }) => {
      const rate = loaded / Math.max(0.2, (Date.now() - began) / 1000);
      onprogress({ state: 'running', step: 'sending', done: Math.round(loaded / megabytes), total: Math.max(1, Math.round(total / megabytes)), rate: rate / megabytes, seconds_left: (total - loaded) / rate });
    };
    request.onload = () => {
      let document: unknown = {};
      try {
        document = JSON.parse(request.responseText);
      } catch {
        // an answer that is no JSON says no more than its status
      }
      if (request.status >= 200 && request.status < 300) resolve(document as Answer<'post', P>);
      else reject(new RequestProblem(request.status, document as ProblemDocument));
    };
    request.onerror = () => {
      connection.reachable = false;
      reject(new Unreachable(request.statusText));
    };
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
