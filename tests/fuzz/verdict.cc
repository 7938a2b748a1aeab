#include "tests/fuzz/verdict.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/base/utf8.h"

namespace remora::storm {

std::string bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8::valid_size(text, at);
    if (size == 0) {
      return "byte " + std::to_string(at) + " is no UTF-8";
    }
    at += size;
  }
  return {};
}

std::string bad_for_terminal(std::string_view text) {
  const auto bad = std::find_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20U && c != '\n') || c == 0x7F;
  });
  return bad == text.end() ? "" : "a control character reaches the terminal";
}

/// Source: actions/runner, ActionCommand.TryParseV2 and TryParse.
std::string bad_for_runner(std::string_view text) {
  if (text.find("##[") != std::string_view::npos) {
    return "##[ reaches the runner";
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\r"), text.size());
    const std::string_view line = text.substr(0, end);
    // What TrimStart of .NET takes away.
    constexpr std::string_view kBlanks[] = {
        " ",      "\t",     "\v",     "\f",     "\u0085", "\u00a0", "\u1680", "\u2000",
        "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
        "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
    std::size_t begin = 0;
    for (bool blank = true; blank;) {
      const auto* const found =
          std::find_if(std::begin(kBlanks), std::end(kBlanks), [&](std::string_view one) {
            return line.substr(begin).starts_with(one);
          });
      blank = found != std::end(kBlanks);
      begin += blank ? found->size() : 0;
    }
    if (line.substr(begin).starts_with("::")) {
      return ":: reaches the runner: " + std::string(line.substr(0, 80));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

namespace {

/// The lines of Markdown that stand in no block of code: what stands in one is text. Source:
/// CommonMark 0.30, 4.5 "Fenced code blocks".
std::string outside_of_fences(std::string_view text) {
  std::string out;
  std::size_t fence = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t after = std::min(line.find_first_not_of('`', begin), line.size());
    const std::size_t ticks = after - begin;
    if (fence == 0 && ticks >= 3) {
      fence = ticks;
    } else if (fence > 0 && ticks >= fence && after == line.size()) {
      fence = 0;
    } else if (fence == 0) {
      out.append(line).append("\n");
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string bad_form(std::string_view text, const std::string& format) {
  if (format == "json" || format == "sarif" || format == "patch") {
    // A line for each input, or one document.
    if (nlohmann::json::accept(text)) {
      return {};
    }
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0 && !nlohmann::json::accept(text.substr(0, end))) {
        return "this is no JSON";
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
  }
  const bool markup = format == "html" || format == "markdown" || format == "junit";
  const std::string bare = format == "markdown" ? outside_of_fences(text) : std::string();
  text = format == "markdown" ? std::string_view(bare) : text;
  if (markup && (text.find("<script") != std::string_view::npos ||
                 text.find("<img") != std::string_view::npos)) {
    return "markup of an input is alive";
  }
  if (format == "lcov" && text.find("\nSF:/etc") != std::string_view::npos) {
    return "a record is forged";
  }
  return {};
}

}  // namespace

std::string Run::option(const std::string& name) const {
  const auto found = std::find(arguments.begin(), arguments.end(), name);
  return found == arguments.end() || found + 1 == arguments.end() ? std::string() : *(found + 1);
}

std::string wrong_with(const Run& run) {
  if (run.status < 0 || run.status > 3) {
    return "status " + std::to_string(run.status) + ": " + run.err.substr(0, 200);
  }
  for (const std::string* text : {&run.out, &run.err}) {
    if (auto wrong = bad_utf8(*text); !wrong.empty()) {
      return wrong;
    }
  }
  const std::string format = run.option("-f");
  if (auto wrong = bad_for_terminal(run.err); !wrong.empty()) {
    return "standard error: " + wrong;
  }
  if (format.empty() || format == "text") {
    if (auto wrong = bad_for_terminal(run.out); !wrong.empty()) {
      return wrong;
    }
  }
  if (run.under_runner && format != "github") {
    if (auto wrong = bad_for_runner(run.out + "\n" + run.err); !wrong.empty()) {
      return wrong;
    }
  }
  if (run.status == 0 && run.out.empty() && run.err.empty()) {
    return "a success without a word";
  }
  if (run.status == 2 && run.err.empty() && run.arguments.front() != "test") {
    return "bad input without a word";
  }
  return run.out.empty() ? std::string() : bad_form(run.out, format);
}

}  // namespace remora::storm
