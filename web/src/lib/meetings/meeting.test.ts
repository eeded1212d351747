// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api/operations';
import { byDay, clock, doubles, found, isLink, registeredOf, type MeetingSession } from './meeting';

const session = (title: string, starts_at: string | null, ends_at: string | null = null): MeetingSession => ({
  id: title, title, starts_at, ends_at, kind: 'plenary', number: 1, room: null, recording_video: null, recording_audio: null, slides: null, speakers: 0,
});

describe('an agenda', () => {
  it('follows the clock of the venue, over midnight too, and keeps what has no time for the end', () => {
    const days = byDay([session('none', null), session('late', '2031-05-20T22:30:00Z', '2031-05-20T23:30:00Z'), session('early', '2031-05-20T07:00:00Z')], 2);
    expect(days.map(([day, list]) => [day, list.map(({ session: { title }, times }) => [title, times])])).toEqual([
      ['2031-05-20', [['early', '09:00']]], ['2031-05-21', [['late', '00:30–01:30']]], ['', [['none', '']]],
    ]);
    expect(byDay([session('west', '2031-05-20T03:00:00Z')], -5.5)[0]?.[0]).toBe('2031-05-19');
  });

  it('names the clock', () => {
    expect([clock(0), clock(2), clock(5.75), clock(-3.5)]).toEqual(['UTC', 'UTC+02:00', 'UTC+05:45', 'UTC-03:30']);
  });
});

describe('a recording', () => {
  it('is a link only where a browser may follow it', () => {
    expect(isLink('https://example.org/film?a=1')).toBe(true);
    for (const text of ['javascript:alert(1)', 'film.mp4', 'https://example.org/a b', '"https://x', null, '']) expect(isLink(text)).toBe(false);
  });
});

describe('those who registered', () => {
  const table = {
    type: 'registration', fields: ['participant', 'organisation_name', 'attended'], labels: {}, offset: 0, seq: 1, total: 3,
    rows: [['1', 'P-1', 'Office', true], ['2', 'P-2', null, null], ['3', 'P-1', null, false]],
  } as Schemas['TableRows'];
  it('have no name for whom it is hidden, and are found by code and organisation', () => {
    const people = registeredOf(table);
    expect(people.map(({ name, attended }) => [name, attended])).toEqual([[null, true], [null, false], [null, false]]);
    expect(found(people, ' p-2 ').map(({ id }) => id)).toEqual(['2']);
    expect(found(people, 'OFF').map(({ id }) => id)).toEqual(['1']);
    expect(found(people, '')).toHaveLength(3);
    expect([...doubles(people)]).toEqual(['P-1']);
  });
});
