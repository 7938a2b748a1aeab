#include "engine/command/conceal.h"

#include <algorithm>
#include <string_view>

#include "engine/base/symbol.h"
#include "engine/import/conceal.h"

namespace remora::command {

namespace {

/// The text with its symbols as people read them, whether their marks stand in it or, as JSON has
/// it and JSON in JSON, their escapes.
std::string with_readable_symbols(std::string_view text) {
  const bool html = text.starts_with("<!");
  const std::string begin = html ? "&lt;" : "<";
  const std::string close = html ? "&gt;" : ">";
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '\\' ? text.find_first_not_of('\\', at) : at;
    const std::string_view escape = text.substr(std::min(end, text.size()), 5);
    if (end > at && (escape == "u001e" || escape == "u001f")) {
      shown += escape.back() == 'e' ? begin : close;
      at = end + escape.size();
    } else if (text[at] == kSymbolBegin || text[at] == kSymbolEnd) {
      shown += text[at++] == kSymbolBegin ? begin : close;
    } else {
      const std::size_t next = end > at ? std::min(end, text.size()) : at + 1;
      shown += text.substr(at, next - at);
      at = next;
    }
  }
  return shown;
}

void show_symbols(std::string& text) {
  if (text.find_first_of(kMarks) != std::string::npos || text.find("u001") != std::string::npos) {
    text = with_readable_symbols(text);
  }
}

}  // namespace

void conceal(Output& output, const std::vector<std::string>& secrets) {
  const imports::Concealer concealer(secrets);
  concealer.conceal(output.text);
  concealer.conceal(output.message);
  concealer.conceal(output.diagnostics);
  for (std::string* text : {&output.text, &output.message}) {
    if (output.verbatim && text == &output.text) {
      continue;
    }
    show_symbols(*text);
  }
  for (Diagnostic& one : output.diagnostics) {
    one.message = readable(one.message);
    one.hint = readable(one.hint);
  }
}

void conceal(suite::CaseResult& result, const std::vector<std::string>& secrets) {
  const imports::Concealer concealer(secrets);
  for (std::string* text : {&result.reason, &result.message, &result.expectation, &result.json}) {
    concealer.conceal(*text);
    show_symbols(*text);
  }
  for (fixture::Difference& one : result.differences) {
    concealer.conceal(one.expected);
    concealer.conceal(one.got);
  }
  if (result.fault) {
    for (std::string* text : {&result.fault->summary,
                              &result.fault->statement,
                              &result.fault->reason,
                              &result.fault->wanted,
                              &result.fault->got}) {
      concealer.conceal(*text);
    }
  }
  concealer.conceal(result.remarks);
}

}  // namespace remora::command
