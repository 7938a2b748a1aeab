#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnose/causes.h"

namespace remora::diagnose {

/// Something to look at, and how to get it.
struct Look {
  std::string_view policy;  // as in the causes; empty: the delivery's own settings
  std::string what;
  std::string account;  // whose credentials the command needs; empty: not known
  std::string command;  // for a POSIX shell: values of the text are quoted, they are not trusted
};

/// What to look at for these causes, each once, in their order, and the delivery's settings last.
std::vector<Look> looks_for(const Diagnosis& diagnosis, std::span<const PossibleCause> causes);

/// The policies that the table of looks knows: every policy of a cause is one of them.
bool has_look(std::string_view policy);

}  // namespace remora::diagnose
