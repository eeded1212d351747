// SPDX-License-Identifier: Apache-2.0
// Every report, read by the first administrator and by a visitor. Run by browser_reports_test.sh.
import './first_day.mjs';
import './every_report.mjs';
