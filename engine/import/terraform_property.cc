#include "engine/import/terraform_property.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace remora::imports::terraform {

namespace {

using json::Value;

/// The element of a list; the block itself where only one may stand.
std::optional<Value> element_of(const std::optional<Value>& list, std::size_t index) {
  if (!list || !list->is_array()) {
    return list && list->is_object() && index == 0 ? list : std::nullopt;
  }
  const std::vector<Value> elements = list->elements();
  return index < elements.size() ? std::optional(elements[index]) : std::nullopt;
}

bool says_true(const std::optional<Value>& value) {
  return value && value->kind() == json::Kind::Bool && value->text() == "true";
}

bool refers(const std::optional<Value>& expression) {
  const auto references = member_of(expression, "references");
  return references && !references->elements().empty();
}

}  // namespace

Property::Property(std::optional<Value> value,
                   std::optional<Value> unknown,
                   std::optional<Value> expression,
                   bool says_unknown)
    : value_(std::move(value)),
      unknown_(std::move(unknown)),
      expression_(std::move(expression)),
      says_unknown_(says_unknown) {
  if (value_ && value_->is_null()) {
    value_.reset();
  }
}

std::optional<std::string> Property::text() const {
  return value_ && !value_->text().empty() ? std::optional(std::string(value_->text()))
                                           : std::nullopt;
}

bool Property::is_unknown() const {
  return says_true(unknown_) || (!says_unknown_ && !value_ && refers(expression_));
}

Property Property::member(std::string_view name) const {
  return {member_of(value_, name),
          unknown_member(unknown_, name),
          member_of(expression_, name),
          says_unknown_};
}

Property Property::element(std::size_t index) const {
  return {element_of(value_, index),
          says_true(unknown_) ? unknown_ : element_of(unknown_, index),
          element_of(expression_, index),
          says_unknown_};
}

std::size_t Property::size() const {
  const auto count = [](const std::optional<Value>& list) {
    return list ? list->elements().size() : 0;
  };
  return std::max(count(value_), count(unknown_));
}

std::optional<Value> member_of(const std::optional<Value>& in, std::string_view name) {
  return in ? in->find(name) : std::nullopt;
}

std::optional<Value> unknown_member(const std::optional<Value>& unknown, std::string_view name) {
  return says_true(unknown) ? unknown : member_of(unknown, name);
}

}  // namespace remora::imports::terraform
