#include "engine/delivery/cloudtrail/trail_name.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora::delivery::cloudtrail {

namespace {

constexpr std::size_t kShortestTrailName = 3;
constexpr std::size_t kLongestTrailName = 128;

bool is_letter_or_digit(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

bool is_separator(char c) {
  return c == '.' || c == '_' || c == '-';
}

bool has_adjacent_separators(std::string_view name) {
  return std::adjacent_find(name.begin(), name.end(), [](char a, char b) {
           return is_separator(a) && is_separator(b);
         }) != name.end();
}

}  // namespace

std::optional<NameProblem> check_trail_name(std::string_view name) {
  if (has_symbol(name)) {
    return std::nullopt;  // taken for one that AWS accepts
  }
  const std::string length = std::to_string(name.size());
  if (name.size() < kShortestTrailName) {
    return NameProblem{make_error(Message::TrailNameShort, {{"length", length}}),
                       "the trail's name is shorter than 3 characters"};
  }
  if (name.size() > kLongestTrailName) {
    return NameProblem{make_error(Message::TrailNameLong, {{"length", length}}),
                       "the trail's name is longer than 128 characters"};
  }
  if (!std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter_or_digit(c) || is_separator(c);
      })) {
    return NameProblem{make_error(Message::TrailNameCharacters, {}),
                       "the trail's name has a character that AWS does not allow"};
  }
  if (!is_letter_or_digit(name.front())) {
    return NameProblem{make_error(Message::TrailNameStart, {}),
                       "the trail's name must begin with a letter or digit"};
  }
  if (!is_letter_or_digit(name.back())) {
    return NameProblem{make_error(Message::TrailNameEnd, {}),
                       "the trail's name must end with a letter or digit"};
  }
  if (has_adjacent_separators(name)) {
    return NameProblem{make_error(Message::TrailNameAdjacent, {}),
                       "the trail's name has two separators side by side"};
  }
  if (is_dotted_quad(name)) {
    return NameProblem{make_error(Message::TrailNameAddress, {}),
                       "the trail's name looks like an IP address"};
  }
  return std::nullopt;
}

}  // namespace remora::delivery::cloudtrail
