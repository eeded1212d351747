// SPDX-License-Identifier: Apache-2.0
// True where two columns do not fit beside one another: a phone, a small window. The same width as the pages' styles.
import { MediaQuery } from 'svelte/reactivity';

export const narrow = new MediaQuery('(max-width: 860px)');
