// SPDX-License-Identifier: Apache-2.0
// Answers to the surveys and polls of a meeting, by a ticket: one each, under a code that leads back to nobody.
#pragma once

#include "http/meetings/poll_results.h"
#include "http/meetings/public_meeting.h"
#include "http/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::meetings {

struct SurveyQuestion {
  Uuid id;
  std::string text;
  std::string codes;  ///< "rating" or "number_opinion"; "" for an answer in words
};
/// The code list that a record of meeting_survey_question is answered from; "" for answers in words.
std::string answer_codes(const model::RecordType& type, const store::Record& question);
struct OpenSurvey {
  Uuid id;
  std::string title;
  std::vector<SurveyQuestion> questions;
};

/// Those that take answers, without questions.
std::vector<OpenSurvey> open_surveys(const store::Store& store, const Meeting& meeting);
/// @throws Problem "meeting.not_open"
OpenSurvey open_survey(const store::Store& store, const Meeting& meeting, std::string_view id);
/// Polls that are open or were: one that waits is nobody's to know of.
std::vector<Poll> shown_polls(const store::Store& store, const Meeting& meeting);
/// One of them, without counts. @throws Problem "meeting.not_open"
Poll shown_poll(const store::Store& store, const Meeting& meeting, std::string_view id);

bool has_answered(Services& services, const OpenSurvey& survey, const std::string& ticket);
bool has_answered(Services& services, const Poll& poll, const std::string& ticket);

/// The form names questions by their ids; those without an answer are left out, and one at least has one.
/// @throws Problem "meeting.not_open", "meeting.answered", "meeting.bad_answer"
void answer_survey(Services& services, const Meeting& meeting, std::string_view survey, const std::string& ticket,
                   const Fields& form);
/// The form has "option", one or several; of a ranking "rank-ID"; of an open question "comment".
/// @throws Problem as answer_survey()
void answer_poll(Services& services, const Meeting& meeting, std::string_view poll, const std::string& ticket,
                 const Fields& form);

}  // namespace tilth::http::meetings
