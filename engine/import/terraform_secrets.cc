#include "engine/import/terraform_secrets.h"

#include <algorithm>
#include <string_view>

#include "engine/import/conceal.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"

namespace remora::imports::terraform {

namespace {

using json::Value;

class SecretReader {
 public:
  /// What the mask marks in a value: it has the value's shape, with `true` at what is sensitive.
  void read(const Value& value, const Value& mask) {  // NOLINT(misc-no-recursion)
    if (mask.kind() == json::Kind::Bool) {
      if (mask.text() == "true") {
        add_all(value);
      }
      return;
    }
    for (const json::Member& one : mask.members()) {
      if (const auto inner = value.find(one.key.text())) {
        read(*inner, one.value);
      }
    }
    const auto elements = value.elements();
    const auto masks = mask.elements();
    for (std::size_t i = 0; i < std::min(elements.size(), masks.size()); ++i) {
      read(elements[i], masks[i]);
    }
  }

  /// The same of a state as it is stored: a list of paths, of which the first step is an attribute.
  void read_paths(const Value& value, const Value& paths) {
    for (const Value& path : paths.elements()) {
      const auto steps = path.elements();
      const auto name = steps.empty() ? std::nullopt : steps[0].find("value");
      if (const auto attribute = name ? value.find(name->text()) : std::nullopt) {
        add_all(*attribute);
      }
    }
  }

  std::set<std::string> take() { return std::move(texts_); }

 private:
  void add(std::string_view text) {
    if (gives_something_away(text)) {
      texts_.emplace(text);
    }
  }

  void add_all(const Value& value) {  // NOLINT(misc-no-recursion)
    if (value.is_string() && json::holds_document(value.text())) {
      if (const SourcePtr text = json::embedded_document(value)) {
        if (const auto document = json::read(text)) {
          add_policy((*document)->root());
        }
      }
      return;
    }
    if (value.is_string()) {
      add(value.text());
    }
    for (const json::Member& one : value.members()) {
      add_all(one.value);
    }
    for (const Value& one : value.elements()) {
      add_all(one);
    }
  }

  void add_policy(const Value& document) {
    const auto list = document.find("Statement");
    if (!list) {
      return;
    }
    for (const Value& statement : list->is_array() ? list->elements() : std::vector<Value>{*list}) {
      for (const char* element :
           {"Principal", "NotPrincipal", "Resource", "NotResource", "Condition"}) {
        if (const auto value = statement.find(element)) {
          add_all(*value);
        }
      }
    }
  }

  std::set<std::string> texts_;
};

}  // namespace

std::set<std::string> secrets_of(const Plan& plan) {
  SecretReader reader;
  for (const auto* list : {&plan.resources(), &plan.deleted()}) {
    for (const Resource& one : *list) {
      if (one.values && one.sensitive && one.sensitive->is_array()) {
        reader.read_paths(*one.values, *one.sensitive);
      } else if (one.values && one.sensitive) {
        reader.read(*one.values, *one.sensitive);
      }
    }
  }
  return reader.take();
}

}  // namespace remora::imports::terraform
