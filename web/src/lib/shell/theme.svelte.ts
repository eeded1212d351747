// SPDX-License-Identifier: Apache-2.0
// Light or dark: as the machine says, until a person chooses.

type Choice = 'light' | 'dark' | 'auto';

const dark = matchMedia('(prefers-color-scheme: dark)');

class Theme {
  choice = $state<Choice>((localStorage.getItem('tilth.theme') as Choice | null) ?? 'auto');
  #machine = $state(dark.matches);
  readonly shown = $derived(this.choice === 'auto' ? (this.#machine ? 'dark' : 'light') : this.choice);

  constructor() {
    dark.addEventListener('change', (event) => (this.#machine = event.matches));
  }

  choose(choice: Choice) {
    this.choice = choice;
    localStorage.setItem('tilth.theme', choice);
  }
}

export const theme = new Theme();
