// SPDX-License-Identifier: Apache-2.0
// People who sign in: their role, what narrows it, and the sessions they have open.
#pragma once

#include "base/date.h"
#include "model/model.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::store {

/// In rising order of what they may do (DESIGN 8).
enum class Role : std::uint8_t {
  viewer,     ///< reads
  collector,  ///< enters records
  operator_,  ///< enters records, sees the rows of the own organisation
  reviewer,   ///< approves and rejects
  director,   ///< sees everything but names of people, decides
  information_manager,
  administrator,  ///< and accounts
};
std::string_view text_of(Role role);  ///< "viewer", "collector", "operator", "reviewer", ...
std::optional<Role> role_from(std::string_view text);

/// Rows that an account may see. An account with grants sees the rows of any of them; each narrows by what it names.
struct Grant {
  std::string organisation;  ///< id; "": any
  std::string place;         ///< id, with all places below it; "": any
  bool operator==(const Grant&) const = default;
};

struct Account {
  std::string name;   ///< what one signs in with: 1 to 60 of a-z 0-9 . _ - @
  std::string title;  ///< the person's or desk's name
  Role role = Role::viewer;
  std::string organisation;  ///< id; an operator's own
  std::vector<Grant> grants;
  /// The highest class that it sees, where that is not its role's: a viewer of the own centre may see what a donor may
  /// not.
  std::optional<model::FieldClass> highest_class;
  std::string language;
  bool disabled = false;
  std::string password_hash;  ///< Argon2id in libsodium's text form; "" until one is set
  std::string link_hash;      ///< SHA-256 in hex of a one-time link's token; "" when there is none
  Instant link_until;
};

/// Whether a name is one that an account may have.
bool is_account_name(std::string_view name);

/// A browser's session. Tokens are kept as hashes: the file does not let anybody in.
struct KeptSession {
  std::string token_hash;  ///< SHA-256 in hex
  std::string account;
  Instant until;
};

}  // namespace tilth::store
