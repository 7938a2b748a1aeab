#include "engine/edit/json_pointer.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora::edit {

namespace {

std::string unescaped(std::string_view step) {
  std::string text;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1')) {
      ++i;
      text += step[i] == '0' ? '~' : '/';
    } else {
      text += step[i];
    }
  }
  return text;
}

std::optional<json::Value> child(const json::Value& value, std::string_view step) {
  if (value.is_object()) {
    return value.find(step);
  }
  const std::vector<json::Value> elements = value.elements();
  const auto index = as_count(step);
  const bool leading_zero = step.size() > 1 && step.front() == '0';
  return index && !leading_zero && *index < elements.size() ? std::optional(elements[*index])
                                                            : std::nullopt;
}

}  // namespace

std::string pointer_below(std::string_view pointer, std::string_view step) {
  std::string text(pointer);
  text += '/';
  for (const char c : step) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

std::string pointer_to(const json::Value& value) {
  std::string pointer;
  json::Value at = value.document().root();
  const auto descend = [&](const json::Value& child, std::string_view step) {
    if (!child.contains(value)) {
      return false;
    }
    pointer = pointer_below(pointer, step);
    at = child;
    return true;
  };
  bool descends = true;
  while (descends && at != value) {
    std::size_t index = 0;
    const auto elements = at.elements();
    const auto members = at.members();
    descends = std::any_of(elements.begin(),
                           elements.end(),
                           [&](const json::Value& element) {
                             return descend(element, std::to_string(index++));
                           }) ||
               std::any_of(members.begin(), members.end(), [&](const json::Member& member) {
                 return descend(member.value, member.key.text());
               });
  }
  return pointer;
}

std::optional<PointerParts> split_pointer(std::string_view pointer) {
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string_view::npos || pointer.front() != '/') {
    return std::nullopt;
  }
  return PointerParts{pointer.substr(0, slash), unescaped(pointer.substr(slash + 1))};
}

std::optional<json::Value> find_value(const json::Value& root, std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') {
    return std::nullopt;
  }
  std::optional<json::Value> at = root;
  while (at && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t slash = std::min(pointer.find('/'), pointer.size());
    at = child(*at, unescaped(pointer.substr(0, slash)));
    pointer.remove_prefix(slash);
  }
  return at;
}

}  // namespace remora::edit
