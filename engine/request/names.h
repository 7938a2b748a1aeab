#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/base/diagnostic.h"

namespace remora {

/// The names in a request whose spelling AWS fixes.
enum class NameKind : std::uint8_t {
  ServicePrincipal,
  Action,
  ConditionKey,
  Partition,
  ArnService,
  Region,
};

/// A name that the tables do not hold. It need not be wrong: AWS has more services than the tables,
/// and new Regions every year.
struct UnknownName {
  NameKind kind = NameKind::Action;
  std::string text;
  std::string instead = {};  // ArnService: those of which one should stand there, words
  Place place = {};
};

using UnknownNames = std::vector<UnknownName>;

/// Those in a principal as it is written in a request: a service, or the ARN of an identity.
UnknownNames unknown_in_principal(std::string_view principal);

/// Those in an action.
UnknownNames unknown_in_action(std::string_view action);

/// Those in the resource of an action, whose service should stand in the ARN.
UnknownNames unknown_in_resource(std::string_view resource, std::string_view action);

/// Those in the name of a condition key.
UnknownNames unknown_in_key(std::string_view key);

/// Adds names that stand at that place.
void append(UnknownNames found, const Place& place, UnknownNames& names);

/// The name that was probably meant; empty if none is near.
std::string meant_by(const UnknownName& name);

/// A warning that AWS has no such name, with the one that was probably meant, if any.
Diagnostic doubt_about(const UnknownName& name, const std::string& meant);

/// Warns about the names of many requests, one after the other. Looks up each name once, and gives
/// up where there is no end of them.
class NameDoubts {
 public:
  /// A warning for each of the names that is near to one that AWS has; about the others nothing is
  /// said. Behind the first hundred a note says that there are more.
  Diagnostics about(const UnknownNames& names);

 private:
  std::map<std::tuple<NameKind, std::string, std::string>, std::string> meant_;
  std::size_t warnings_ = 0;
};

}  // namespace remora
