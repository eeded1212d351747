// SPDX-License-Identifier: Apache-2.0
// The words of the application: each component has its own beside it, in every language of the application.

export const languages = ['en', 'fr', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Names of the languages in themselves. */
export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français', es: 'Español', ar: 'العربية' };

/** `safety: "draft"` marks a safety message whose translation no expert has reviewed yet. */
export type Phrase = Record<Language, string> & { safety?: string };
export type Values = Record<string, string | number>;

const draftMark: Record<Language, string> = {
  en: '',
  fr: ' [brouillon de traduction]',
  es: ' [borrador de traducción]',
  ar: ' [مسودة ترجمة]',
};

const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem('tilth.language');

class Locale {
  language = $state<Language>(isLanguage(kept) ? kept : 'en');
  /** True once a person chose; until then the account's language counts. */
  chosen = $state(isLanguage(kept));
  readonly direction = $derived(this.language === 'ar' ? 'rtl' : 'ltr');

  choose(language: Language) {
    this.language = language;
    this.chosen = true;
    localStorage.setItem('tilth.language', language);
  }
}

export const locale = new Locale();

export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

/** Fills {name} places. A place without a value stays as it is, so that a mistake is seen. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

export function phrase(table: Record<string, Phrase>, key: string, language: Language, values?: Values): string {
  const found = table[key];
  if (!found) return key;
  const text = fill(found[language] || found.en, values);
  return found.safety === 'draft' ? text + draftMark[language] : text;
}

/** The words of one component, in the language of the moment. */
export function words<Key extends string>(table: Record<Key, Phrase>): (key: Key, values?: Values) => string {
  return (key, values) => phrase(table, key, locale.language, values);
}
