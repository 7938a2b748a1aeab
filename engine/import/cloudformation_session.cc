#include "engine/import/cloudformation_session.h"

#include <utility>

#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/base/symbol_match.h"
#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

namespace {

/// The text without what nobody knows of it.
std::string skeleton(std::string_view text) {
  std::string left;
  bool inside = false;
  for (const char c : text) {
    inside = inside || c == kSymbolBegin;
    if (!inside) {
      left += c;
    }
    inside = inside && c != kSymbolEnd;
  }
  return left;
}

using Exports = Session::Exports;

std::string home_of(const Stack& stack) {
  return stack.account + " " + stack.region;
}

/// The name of an unknown text, which may be made from other ones: without their marks, and with
/// single blanks where signs would mean something, so that a scenario can write it.
std::string one_name(std::string_view text) {
  std::string name;
  for (const char c : readable(text)) {
    const bool blank = std::string_view(" \t\r\n:/*?${}").find(c) != std::string_view::npos;
    if (!blank) {
      name += c;
    } else if (!name.empty() && name.back() != ' ') {
      name += ' ';
    }
  }
  while (name.ends_with(' ')) {
    name.pop_back();
  }
  return name;
}

/// Stacks import by names in which the other stack's name stands, which nobody said. The end if
/// none or several fit.
Exports::iterator only_export_like(const std::string& name, Exports& exports) {
  const std::string wanted = skeleton(name);
  auto found = exports.end();
  for (auto one = exports.begin(); one != exports.end(); ++one) {
    const std::string rest = skeleton(one->first);
    const bool alike = has_symbol(name) ? rest == wanted
                                        : has_symbol(one->first) && may_stand_for(name, one->first);
    if (!rest.empty() && alike) {
      if (found != exports.end()) {
        return exports.end();
      }
      found = one;
    }
  }
  return found;
}

}  // namespace

// Here a resolver is a complete type.
Stack::Stack() = default;
Stack::~Stack() = default;

std::string_view Stack::partition() const {
  return partition_of_region(region);
}

void Session::add_step(std::string what, Place place) {
  if (steps != nullptr) {
    fixture::add_steps(*steps, {{std::move(what), std::move(place)}});
  }
}

std::string Session::unknown(const std::string& name, Unknown why) {
  std::string text = make_unknown(one_name(name));
  unknowns.try_emplace(text, std::move(why));
  return text;
}

const Unknown* Session::unknown_in(std::string_view text) const {
  for (std::size_t at = text.find(kUnknownBegin); at != std::string_view::npos;
       at = text.find(kUnknownBegin, at + 1)) {
    const std::size_t end = text.find(kSymbolEnd, at);
    const auto found = unknowns.find(std::string(text.substr(at, end - at + 1)));
    if (end != std::string_view::npos && found != unknowns.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

std::optional<std::string> Session::exported(const std::string& name, const Stack& importer) {
  // The name of an export that is made from another export is not found: it refers to itself.
  if (!std::exchange(exports_known, true)) {
    for (const std::unique_ptr<Stack>& stack : stacks) {
      for (const auto& [id, output] : stack->body->outputs()) {
        const auto declared = output.value.find("Export");
        const auto written = declared ? declared->find("Name") : std::nullopt;
        const auto value = output.value.find("Value");
        const Resolved its_name = written ? stack->resolver->resolve(*written) : std::nullopt;
        if (its_name && value) {
          exports[home_of(*stack)].try_emplace(its_name->text,
                                               Export{stack->resolver.get(), *value});
        }
      }
    }
  }
  Exports& here = exports[home_of(importer)];
  auto found = here.find(name);
  if (found == here.end()) {
    found = only_export_like(name, here);
    if (found != here.end()) {
      snapshot.assume(readable(name) + " is the export " + readable(found->first),
                      "--import-value " + readable(name) + "=VALUE");
    }
  }
  if (found == here.end()) {
    return std::nullopt;
  }
  add_step("export " + readable(found->first), found->second.value.place());
  const Resolved value = found->second.resolver->resolve(found->second.value);
  return value ? std::optional(value->text) : std::nullopt;
}

}  // namespace remora::imports::cloudformation
