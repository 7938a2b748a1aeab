#pragma once

#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/evaluate/compiled_policy.h"
#include "engine/json/read.h"
#include "engine/policy/parse.h"
#include "engine/request/request.h"

/// Short ways to what most tests begin with. Bad input throws, so that the test says where.
namespace remora::test {

inline SourcePtr source(std::string text, std::string name = "test.json") {
  return std::make_shared<const SourceText>(std::move(name), std::move(text));
}

/// A text that may ask for so much.
inline SourcePtr source_with(std::string text, const std::vector<std::string>& limits) {
  auto all = std::make_shared<Limits>();
  for (const std::string& one : limits) {
    if (const auto problem = all->set(one)) {
      throw std::invalid_argument(*problem);
    }
  }
  return std::make_shared<const SourceText>(
      "test.json", std::move(text), Position(), Intake{all, false});
}

/// All remarks, one a line.
inline std::string text_of(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += to_string(diagnostic) + "\n";
  }
  return text;
}

template <class T>
T value_of(Result<T> result) {
  if (!result) {
    throw std::runtime_error(text_of(result.error().diagnostics));
  }
  return *std::move(result);
}

/// The errors about bad input, without the warnings among them; none if it was good.
template <class T>
Diagnostics errors_of(const Result<T>& result) {
  Diagnostics errors = result ? Diagnostics{} : result.error().diagnostics;
  std::erase_if(errors, [](const Diagnostic& one) { return one.severity != Severity::Error; });
  return errors;
}

/// `LINE:COLUMN` of a remark, `-` if it has no place.
inline std::string place_of(const Diagnostic& diagnostic) {
  if (!diagnostic.place.known()) {
    return "-";
  }
  const Position at = diagnostic.place.begin();
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

inline remora::json::DocumentPtr document(std::string text) {
  return value_of(remora::json::read(source(std::move(text))));
}

inline PolicyPtr parsed(std::string text, PolicyType type) {
  return value_of(parse_policy(source(std::move(text)), type));
}

inline CompiledPolicyPtr policy(std::string text, PolicyType type) {
  return compile(parsed(std::move(text), type));
}

/// A policy of version 2012-10-17 with these statements (JSON objects, separated by commas).
inline CompiledPolicyPtr statements(const std::string& text, PolicyType type) {
  return policy(R"({"Version": "2012-10-17", "Statement": [)" + text + "]}", type);
}

using Keys = std::initializer_list<std::pair<std::string_view, std::string_view>>;

inline RequestContext context(Keys keys) {
  RequestContext context;
  for (const auto& [key, value] : keys) {
    context.set(key, value);
  }
  return context;
}

inline Principal principal(std::string_view text) {
  auto parsed = Principal::parse(text);
  if (!parsed) {
    throw std::runtime_error("no principal: " + std::string(text));
  }
  return *std::move(parsed);
}

inline Request request(std::string_view principal_text,
                       std::string_view action,
                       std::string_view resource,
                       Keys keys = {}) {
  Request request;
  request.principal = principal(principal_text);
  request.action = action;
  request.resource = resource;
  request.context = context(keys);
  return request;
}

/// What statements are tested against. Views into `request`.
inline StatementInput statement_input(const Request& request, bool has_boundary = false) {
  return {request, has_boundary};
}

}  // namespace remora::test
