// SPDX-License-Identifier: Apache-2.0
// What a person does on each page, in the order a first day goes. Run by browser_test.sh.
import './first_day.mjs';
import './records.mjs';
import './refusals.mjs';
import './map.mjs';
import './quality.mjs';
import './people.mjs';
import './figures.mjs';
import './reports.mjs';
import './planning.mjs';
import './assessments.mjs';
import './screening.mjs';
import './community.mjs';
import './meetings.mjs';
import './exchange.mjs';
import './administration.mjs';
import './themes.mjs';
import './every_page.mjs';
