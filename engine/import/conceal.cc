#include "engine/import/conceal.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "engine/json/writer.h"

namespace remora::imports {

namespace {

constexpr std::size_t kShortestSecret = 4;
constexpr std::string_view kShown = "(sensitive)";
constexpr std::string_view kCut = "...";
constexpr std::size_t kShortestRest = 3;

void replace_all(std::string& text, std::string_view secret) {
  for (std::size_t at = text.find(secret); at != std::string::npos;
       at = text.find(secret, at + kShown.size())) {
    text.replace(at, secret.size(), kShown);
  }
}

/// What is left of a secret behind and in front of a place where a line was cut.
void replace_rests(std::string& text, std::string_view secret) {
  for (std::size_t at = text.find(kCut); at != std::string::npos; at = text.find(kCut, at + 1)) {
    const std::string_view all = text;
    const std::string_view behind = all.substr(at + kCut.size());
    const std::string_view before = all.substr(0, at);
    for (std::size_t size = secret.size() - 1; size >= kShortestRest; --size) {
      if (behind.starts_with(secret.substr(secret.size() - size))) {
        text.replace(at + kCut.size(), size, kShown);
        break;
      }
      if (before.ends_with(secret.substr(0, size))) {
        text.replace(at - size, size, kShown);
        at += kShown.size() - size;
        break;
      }
    }
  }
}

}  // namespace

bool gives_something_away(std::string_view text) {
  constexpr auto kCommon =
      std::to_array<std::string_view>({"true", "false", "bucket-owner-full-control", "aws:kms"});
  return text.size() >= kShortestSecret && !text.ends_with(".amazonaws.com") &&
         std::find(kCommon.begin(), kCommon.end(), text) == kCommon.end();
}

Concealer::Concealer(std::vector<std::string> secrets) : secrets_(std::move(secrets)) {
  std::sort(secrets_.begin(), secrets_.end(), [](const std::string& a, const std::string& b) {
    return a.size() > b.size();
  });
}

void Concealer::conceal(std::string& text) const {
  for (const std::string& secret : secrets_) {
    replace_all(text, secret);
    const std::string quoted = json::quoted(secret);
    const std::string_view escaped = std::string_view(quoted).substr(1, quoted.size() - 2);
    if (escaped != secret) {
      replace_all(text, escaped);
    }
    replace_rests(text, secret);
  }
}

void Concealer::conceal(Diagnostics& diagnostics) const {
  for (Diagnostic& one : diagnostics) {
    if (one.place.known() && !secrets_.empty()) {
      // The same place in a text of which there is nothing to see.
      one.place = {std::make_shared<const SourceText>(one.place.file(), "", one.place.begin()), {}};
    }
    conceal(one.message);
    conceal(one.hint);
  }
}

}  // namespace remora::imports
