// SPDX-License-Identifier: Apache-2.0
// Files that records hold: kept by their content, their kind looked at, given to who sees a record that holds them.
#include "http/answer_files.h"
#include "http/ask.h"
#include "http/file_kind.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "store/rights.h"

#include <map>
#include <mutex>

namespace tilth::http {
namespace {

constexpr std::size_t kLargest = 2ULL << 30;

/// Who sent a file lately: until a record holds it, nobody else sees it.
class Senders {
 public:
  void note(const std::string& sha256, const std::string& account) {
    const std::lock_guard lock{guard_};
    if (of_.size() > 10'000) of_.clear();
    of_[sha256] = account;
  }
  [[nodiscard]] bool sent(const std::string& sha256, const std::string& account) {
    const std::lock_guard lock{guard_};
    const auto at = of_.find(sha256);
    return at != of_.end() && !account.empty() && at->second == account;
  }

 private:
  std::mutex guard_;
  std::map<std::string, std::string> of_;
};

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Response post_attachment(const Request& request, Services& services) {
  const auto media_type = media_type_by_content(request.body_file);
  if (!media_type) throw Problem{"attachment.not_taken", {{"found", "what a browser runs, or of no known kind"}}};
  const std::string sha256 = services.store().attach(request.body_file, *media_type, batch_of(request, "attachment"));
  services.shared<Senders>().note(sha256, request.session.account);
  return json({{"sha256", sha256},
               {"media_type", *media_type},
               {"bytes", std::filesystem::file_size(request.body_file)}},
              201)
      .with("Location", "/api/attachments/" + sha256);
}

Response get_attachment(const Request& request, Services& services) {
  const std::string sha256{request.capture("sha256")};
  const bool seen = is_digest(sha256) && (services.shared<Senders>().sent(sha256, request.session.account) ||
                                          store::sees_attachment(services.store(), request.session.caller, sha256));
  if (!seen) throw Problem{"attachment.unknown", {{"sha256", sha256}}};
  const auto file = services.shared<AnswerFiles>().make(services.work_folder(), sha256);
  services.store().attachment(sha256, file);
  const std::string media_type = media_type_by_content(file).value_or("application/octet-stream");
  const bool picture = media_type.starts_with("image/") && media_type != "image/tiff";
  Response response;
  response.with("Content-Type", media_type)
      .with("Content-Disposition", picture ? "inline" : "attachment; filename=\"" + sha256.substr(0, 16) + "\"")
      .with("ETag", "\"" + sha256 + "\"")
      .with("Cache-Control", "private, max-age=3600");
  response.body = file;
  return response;
}

}  // namespace

RouteList attachment_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {{"Attachment", object({{"sha256", text("what a record's attachment field holds")},
                                            {"media_type", text("by the content")},
                                            {"bytes", integer()}},
                                           {"sha256", "media_type", "bytes"})}};
  list_of.routes = {{.method = Method::post,
                     .pattern = "/api/attachments",
                     .access = Access::writer,
                     .operation_id = "sendAttachment",
                     .summary = "Keep a file; a record holds it by its SHA-256",
                     .tag = "records",
                     .response_schema = "Attachment",
                     .request_type = "application/octet-stream",
                     .statuses = {201},
                     .max_body = kLargest,
                     .body_to_file = true,
                     .handle = post_attachment},
                    {.method = Method::get,
                     .pattern = "/api/attachments/{sha256}",
                     .access = Access::reader,
                     .operation_id = "getAttachment",
                     .summary = "The file",
                     .tag = "records",
                     .parameters = {in_path("sha256", "SHA-256 in hex")},
                     .response_type = "*/*",
                     .handle = get_attachment}};
  return list_of;
}

}  // namespace tilth::http
