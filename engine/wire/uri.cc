#include "engine/wire/uri.h"

#include "engine/base/ascii.h"

namespace remora::wire {

namespace {

int hex_value(char c) {
  if (is_ascii_digit(c)) {
    return c - '0';
  }
  const char lower = ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
        hex_value(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      decoded += c == '+' && plus_is_blank ? ' ' : c;
    }
  }
  return decoded;
}

std::string percent_encoded(std::string_view text, bool keep_slash) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_ascii_letter(c) || is_ascii_digit(c) ||
        std::string_view("-._~").find(c) != std::string_view::npos || (c == '/' && keep_slash)) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kDigits[byte >> 4U];
      encoded += kDigits[byte & 15U];
    }
  }
  return encoded;
}

Parameters Parameters::parse(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.empty()) {
      continue;
    }
    // Not `find`: GCC 12 takes its bound for one behind the end.
    const auto equals =
        static_cast<std::size_t>(std::find(one.begin(), one.end(), '=') - one.begin());
    parameters.all_.emplace_back(
        percent_decoded(one.substr(0, equals), true),
        percent_decoded(one.substr(std::min(equals + 1, one.size())), true));
    parameters.first_.try_emplace(parameters.all_.back().first, parameters.all_.size() - 1);
  }
  return parameters;
}

const std::string* Parameters::find(std::string_view name) const {
  const auto found = first_.find(name);
  return found == first_.end() ? nullptr : &all_[found->second].second;
}

std::vector<std::string> Parameters::list(std::string_view name) const {
  std::vector<std::string> values;
  while (const std::string* const value =
             find(std::string(name) + ".member." + std::to_string(values.size() + 1))) {
    values.push_back(*value);
  }
  return values;
}

std::vector<std::pair<std::string, std::string>> Parameters::pairs(std::string_view list,
                                                                   std::string_view key,
                                                                   std::string_view value) const {
  std::vector<std::pair<std::string, std::string>> found;
  while (true) {
    const std::string at = std::string(list) + "." + std::to_string(found.size() + 1) + ".";
    const std::string* const name = find(at + std::string(key));
    if (name == nullptr) {
      return found;
    }
    const std::string* const text = find(at + std::string(value));
    found.emplace_back(*name, text == nullptr ? std::string() : *text);
  }
}

}  // namespace remora::wire
