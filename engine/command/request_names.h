#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace remora::command {

/// Names of a request as somebody typed them.
struct TypedNames {
  std::string_view principal;
  std::string_view action;
  std::string_view resource;
  std::vector<std::string_view> context_keys;
};

/// Warnings about names that AWS does not have, as far as the tables know, each with the one that
/// was probably meant. With such a name nothing matches, and the decision says nothing about what
/// was meant.
Diagnostics doubts_about(const TypedNames& names);

}  // namespace remora::command
