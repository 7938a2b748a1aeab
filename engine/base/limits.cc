#include "engine/base/limits.h"

#include <charconv>
#include <vector>

#include "engine/base/near_miss.h"

namespace remora {

namespace {

constexpr auto kRows = std::to_array<LimitRow>({
#define REMORA_LIMIT(id, name, value, most, guards, message, hint) \
  {Limit::id, name, value, most, guards, message, hint},
#include "engine/base/limits.inc"
#undef REMORA_LIMIT
});

const LimitRow& row_of(Limit limit) {
  return kRows[static_cast<std::size_t>(limit)];
}

}  // namespace

std::span<const LimitRow> limit_rows() {
  return kRows;
}

Limits::Limits() {
  for (const LimitRow& row : kRows) {
    values_[static_cast<std::size_t>(row.limit)] = row.value;
  }
}

std::optional<std::string> Limits::set(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string_view name = assignment.substr(0, equals);
  const std::string quoted = "\"" + std::string(name) + "\"";
  std::vector<std::string_view> names;
  for (const LimitRow& row : kRows) {
    names.push_back(row.name);
    if (row.name != name) {
      continue;
    }
    const std::string_view text =
        equals == std::string_view::npos ? std::string_view() : assignment.substr(equals + 1);
    std::size_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || rest != end || value == 0 || value > row.most) {
      return "the limit " + quoted + " is a number from 1 to " + std::to_string(row.most);
    }
    values_[static_cast<std::size_t>(row.limit)] = value;
    return std::nullopt;
  }
  const std::string hint = did_you_mean(name, names);
  return "there is no limit " + quoted + (hint.empty() ? "" : ", " + hint) +
         " (`--limit list` prints them)";
}

std::string Limits::message(Limit limit) const {
  std::string text(row_of(limit).message);
  if (const std::size_t hole = text.find("{}"); hole != std::string::npos) {
    text.replace(hole, 2, std::to_string((*this)[limit]));
  }
  return text;
}

std::string Limits::hint(Limit limit) const {
  const LimitRow& row = row_of(limit);
  return (row.hint.empty() ? "" : std::string(row.hint) + "; ") + "--limit " +
         std::string(row.name) + "=NUMBER raises that";
}

const Limits& standard_limits() {
  static const Limits limits;
  return limits;
}

}  // namespace remora
