// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { byUrgency, dueOf, queues, ticketsOf } from './ticket';

const table = (fields: string[], rows: unknown[][], labels = {}) => ({ type: 'helpdesk_ticket', fields, rows, labels, offset: 0, total: rows.length, seq: 1 }) as never;

describe('tickets', () => {
  it('are due on the day that is written, else 14 days after they came', () => {
    expect(dueOf('2024-02-20', '2024-02-21')).toBe('2024-02-21');
    expect(dueOf('2024-02-20', null)).toBe('2024-03-05');
    expect(dueOf('2024', null)).toBe('2024-01-15');
    expect(dueOf('', null)).toBe('');
  });

  it('say by null, not by an empty text, that the words are not shown', () => {
    const [hidden] = ticketsOf(table(['local_id', 'opened_on', 'answered_at'], [['1', 'A', '2024-01-01', null]]));
    expect([hidden?.words, hidden?.contact, hidden?.answered]).toEqual([null, null, false]);
    const [shown] = ticketsOf(table(['local_id', 'opened_on', 'answered_at', 'words', 'spot_task'], [['1', 'A', '2024-01-01', '2024-01-02T00:00:00Z', null, 't']], { t: 'CD-A' }));
    expect([shown?.words, shown?.answered, shown?.spotTask]).toEqual(['', true, { id: 't', label: 'CD-A' }]);
  });

  it('come by urgency, and are counted by language', () => {
    const tickets = ticketsOf(table(['local_id', 'language', 'opened_on', 'due_on'],
      [['1', 'A', 'ar', '2024-01-01', null], ['2', 'B', 'en', '2024-01-05', '2024-01-06'], ['3', 'C', 'ar', '2024-01-02', '2024-01-06']]));
    expect(byUrgency(tickets).map(({ reference }) => reference)).toEqual(['C', 'B', 'A']);
    expect(queues(tickets)).toEqual([['ar', 2], ['en', 1]]);
  });
});
