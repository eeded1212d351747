// SPDX-License-Identifier: Apache-2.0
// Every type, indicator and report, read by the first administrator, and reports by a visitor. Run by browser_model_test.sh.
import './first_day.mjs';
import './every_type.mjs';
import './every_indicator.mjs';
import './every_report.mjs';
