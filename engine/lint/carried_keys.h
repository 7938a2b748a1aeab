#pragma once

#include <cstdint>

#include "engine/lint/rules.h"

namespace remora::lint {

/// Whether requests for the actions of a statement carry a key.
enum class Carried : std::uint8_t {
  Always,   // each of them
  Maybe,    // some may come without it
  Partly,   // some of the actions take no tags, so the statement cannot demand them
  Unknown,  // the key is of a service that is not in the tables
};

/// Source: engine/aws/tables/key_presence.inc; for aws:TagKeys the access level Tagging of the
/// Service Authorization Reference, and the names of the actions of other services. Only
/// ec2:DeleteTags tags nothing by name and deletes all where no tag is given (Amazon EC2 API
/// Reference, "DeleteTags").
Carried carried(const StatementView& view, std::string_view key);

}  // namespace remora::lint
