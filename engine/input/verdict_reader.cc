#include "engine/input/verdict_reader.h"

#include <array>

namespace remora::input {

namespace {

constexpr auto kVerdicts = std::to_array<Verdict>({Verdict::Allowed,
                                                   Verdict::ExplicitlyDenied,
                                                   Verdict::ImplicitlyDenied,
                                                   Verdict::Undetermined});

}  // namespace

std::optional<Verdict> read_verdict(MemberReader& reader, std::string_view name) {
  std::array<std::string_view, kVerdicts.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = to_string(kVerdicts[i]);
  }
  const std::string_view chosen = reader.choice(name, names, "");
  for (const Verdict verdict : kVerdicts) {
    if (to_string(verdict) == chosen) {
      return verdict;
    }
  }
  return std::nullopt;
}

}  // namespace remora::input
