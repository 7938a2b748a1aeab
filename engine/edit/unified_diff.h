#pragma once

#include <string>
#include <string_view>

namespace remora::edit {

/// The names in a diff's header. A file that does not exist yet has no old name.
struct DiffNames {
  std::string old_name;  // empty: /dev/null
  std::string new_name;
};

/// The change from one text to the other as a unified diff with three lines of context, as `patch
/// -p1` and `git apply` read it: names below `a/` and `b/`. Empty if the texts are the same. The
/// number of changed lines is the least possible.
/// Source: GNU Diffutils manual, "Detailed Description of Unified Format".
std::string unified_diff(std::string_view before, std::string_view after, const DiffNames& names);

}  // namespace remora::edit
