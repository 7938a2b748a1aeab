#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/json/document.h"

namespace remora::imports::terraform {

/// A value of a plan or a state, with what the plan says to be known only after it is applied, and
/// the expression that the configuration has for it.
class Property {
 public:
  Property(std::optional<json::Value> value,
           std::optional<json::Value> unknown,
           std::optional<json::Value> expression,
           bool says_unknown);

  /// What is known of it; nothing if it is absent, null, or not known.
  [[nodiscard]] const std::optional<json::Value>& value() const { return value_; }

  /// The text of a scalar that is known and not empty.
  [[nodiscard]] std::optional<std::string> text() const;

  [[nodiscard]] bool is_true() const { return value_ && value_->text() == "true"; }

  /// Whether it is known only after the plan is applied. A plan that does not say so of each value
  /// leaves out what it does not know: then, whatever refers to something and is not there.
  [[nodiscard]] bool is_unknown() const;

  [[nodiscard]] const std::optional<json::Value>& expression() const { return expression_; }

  /// A member of a block, and an element of a list. `first` is that of the only block of a list.
  [[nodiscard]] Property member(std::string_view name) const;
  [[nodiscard]] Property element(std::size_t index) const;

  [[nodiscard]] Property first(std::string_view name) const { return member(name).element(0); }

  /// How many elements the list has, known or not.
  [[nodiscard]] std::size_t size() const;

  /// Whether something is known here, or is said to be known later.
  [[nodiscard]] bool is_there() const { return value_.has_value() || is_unknown(); }

 private:
  std::optional<json::Value> value_;
  std::optional<json::Value> unknown_;
  std::optional<json::Value> expression_;
  bool says_unknown_;
};

/// A member of what may be absent.
std::optional<json::Value> member_of(const std::optional<json::Value>& in, std::string_view name);

/// What a plan says of a member to be known only later, of a block of which it says it as a whole
/// or of each.
std::optional<json::Value> unknown_member(const std::optional<json::Value>& unknown,
                                          std::string_view name);

}  // namespace remora::imports::terraform
