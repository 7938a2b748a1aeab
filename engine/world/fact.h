#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/base/unknown.h"

namespace remora::world {

using remora::Unknown;
using remora::UnknownPtr;

template <class T>
class Fact;

/// What makes a known Fact of a T. A Bool must be one: no pointer is taken for it.
template <class Value, class T>
concept ValueOf = std::constructible_from<T, Value> && !std::convertible_to<Value, UnknownPtr> &&
                  !std::same_as<std::remove_cvref_t<Value>, Fact<T>> &&
                  (!std::same_as<T, bool> || std::same_as<std::remove_cvref_t<Value>, bool>);

/// A property that a delivery model reads: it is known, or it is not and says why. What may be
/// absent for certain is a Fact of a std::optional. Whoever reads it meets both cases: `known` is
/// null for what is not known, and a model reads through `Suppositions`.
template <class T>
class Fact {
 public:
  Fact() = default;

  // Implicit on purpose: whoever knows the value just says it.
  template <ValueOf<T> Value>
  Fact(Value&& value)  // NOLINT(google-explicit-constructor,*-forwarding-reference-overload)
      : value_(std::forward<Value>(value)) {}

  Fact(UnknownPtr why) : unknown_(std::move(why)) {}  // NOLINT(google-explicit-constructor)

  /// The value, or null.
  [[nodiscard]] const T* known() const { return unknown_ == nullptr ? &value_ : nullptr; }

  /// Why there is no value, or null.
  [[nodiscard]] const UnknownPtr& unknown() const { return unknown_; }

  /// The value, or what stands for one that is not known: for texts to people, never to decide.
  [[nodiscard]] const T& shown(const T& otherwise) const {
    return unknown_ == nullptr ? value_ : otherwise;
  }

  /// True if it is known to be that.
  friend bool operator==(const Fact& fact, const T& value) {
    return fact.unknown_ == nullptr && fact.value_ == value;
  }

 private:
  T value_{};
  UnknownPtr unknown_;
};

/// Why nobody knows a property that a world says nothing about.
inline UnknownPtr unsaid(std::string what) {
  return std::make_shared<const Unknown>(Unknown{std::move(what), "nobody has said it", {}, {}});
}

}  // namespace remora::world
