#include "engine/command/conceal.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include "engine/json/writer.h"

namespace remora::command {

namespace {

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

void hide(std::string& text, const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets) {
    replace_all(text, secret);
    const std::string quoted = json::quoted(secret);
    const std::string_view escaped = std::string_view(quoted).substr(1, quoted.size() - 2);
    if (escaped != secret) {
      replace_all(text, escaped);
    }
    replace_rests(text, secret);
  }
}

std::vector<std::string> longest_first(std::vector<std::string> secrets) {
  std::sort(secrets.begin(), secrets.end(), [](const std::string& a, const std::string& b) {
    return a.size() > b.size();
  });
  return secrets;
}

void hide(Diagnostics& diagnostics, const std::vector<std::string>& secrets) {
  for (Diagnostic& one : diagnostics) {
    if (one.place.known() && !secrets.empty()) {
      // The same place in a text of which there is nothing to see.
      one.place = {std::make_shared<const SourceText>(one.place.file(), "", one.place.begin()), {}};
    }
    hide(one.message, secrets);
    hide(one.hint, secrets);
  }
}

}  // namespace

void conceal(Output& output, const std::vector<std::string>& secrets) {
  const std::vector<std::string> hidden = longest_first(secrets);
  hide(output.text, hidden);
  hide(output.message, hidden);
  hide(output.diagnostics, hidden);
}

void conceal(suite::CaseResult& result, const std::vector<std::string>& secrets) {
  const std::vector<std::string> hidden = longest_first(secrets);
  for (std::string* text : {&result.reason, &result.message, &result.expectation, &result.json}) {
    hide(*text, hidden);
  }
  for (fixture::Difference& one : result.differences) {
    hide(one.expected, hidden);
    hide(one.got, hidden);
  }
  if (result.fault) {
    for (std::string* text : {&result.fault->summary,
                              &result.fault->statement,
                              &result.fault->reason,
                              &result.fault->wanted,
                              &result.fault->got}) {
      hide(*text, hidden);
    }
  }
  hide(result.remarks, hidden);
}

}  // namespace remora::command
