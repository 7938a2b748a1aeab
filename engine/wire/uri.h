#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace remora::wire {

/// The text with `%XX` decoded once; what is no escape stays as it is. In a form a plus is a blank,
/// in a path it is a plus.
std::string percent_decoded(std::string_view text, bool plus_is_blank = false);

/// Everything but RFC 3986's unreserved characters as `%XX`; also `/` if it is to stay.
std::string percent_encoded(std::string_view text, bool keep_slash = false);

/// The members of a query or of a form, decoded, in their order.
class Parameters {
 public:
  /// Reads `a=1&b&c=`. A member without `=` has an empty value.
  static Parameters parse(std::string_view text);

  /// The first of that name, or null.
  [[nodiscard]] const std::string* find(std::string_view name) const;

  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

  /// The values of a list as the query protocol writes it: `Name.member.1`, `Name.member.2`.
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;

  /// The pairs of a list of pairs: `Attributes.entry.1.key`, `Attributes.entry.1.value`.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(
      std::string_view list, std::string_view key, std::string_view value) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
  std::map<std::string, std::size_t, std::less<>> first_;  // of each name, its place in `all_`
};

}  // namespace remora::wire
