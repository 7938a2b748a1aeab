#include "engine/import/cloudformation_session.h"

#include <algorithm>
#include <utility>

#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
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

using Exports = std::map<std::string, Session::Export>;

/// Whether a name can be one in which something is not known: it has all the rest, in its order.
bool can_be(std::string_view name, std::string_view open) {
  std::size_t from = 0;
  for (bool first = true;; first = false) {
    const std::size_t begin = std::min(open.find(kSymbolBegin), open.size());
    const std::string_view piece = open.substr(0, begin);
    const std::size_t at = name.find(piece, from);
    if (at == std::string_view::npos || (first && at != 0) ||
        (begin == open.size() && !name.ends_with(piece))) {
      return false;
    }
    if (begin == open.size()) {
      return true;
    }
    from = at + piece.size();
    open.remove_prefix(std::min(open.find(kSymbolEnd, begin), open.size() - 1) + 1);
  }
}

/// Stacks import by names in which the other stack's name stands, which nobody said. The end if
/// none or several fit.
Exports::iterator only_export_like(const std::string& name, Exports& exports) {
  const std::string wanted = skeleton(name);
  auto found = exports.end();
  for (auto one = exports.begin(); one != exports.end(); ++one) {
    const std::string rest = skeleton(one->first);
    const bool alike =
        has_symbol(name) ? rest == wanted : has_symbol(one->first) && can_be(name, one->first);
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
  std::string text = make_unknown(name);
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

std::optional<std::string> Session::exported(const std::string& name) {
  // The name of an export that is made from another export is not found: it refers to itself.
  if (!std::exchange(exports_known, true)) {
    for (const std::unique_ptr<Stack>& stack : stacks) {
      for (const auto& [id, output] : stack->body->outputs()) {
        const auto declared = output.value.find("Export");
        const auto written = declared ? declared->find("Name") : std::nullopt;
        const auto value = output.value.find("Value");
        const Resolved its_name = written ? stack->resolver->resolve(*written) : std::nullopt;
        if (its_name && value) {
          exports.try_emplace(its_name->text, Export{stack->resolver.get(), *value});
        }
      }
    }
  }
  auto found = exports.find(name);
  if (found == exports.end()) {
    found = only_export_like(name, exports);
    if (found != exports.end()) {
      snapshot.assume(readable(name) + " is the export " + readable(found->first),
                      "--import-value " + readable(name) + "=VALUE");
    }
  }
  if (found == exports.end()) {
    return std::nullopt;
  }
  add_step("export " + readable(found->first), found->second.value.place());
  const Resolved value = found->second.resolver->resolve(found->second.value);
  return value ? std::optional(value->text) : std::nullopt;
}

}  // namespace remora::imports::cloudformation
