#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "engine/base/diagnostic.h"

namespace remora {

/// The user's input was bad. Holds every remark, not only the first. An error that AWS would
/// answer is not one of these: that is a result (`delivery::ServiceError`).
struct Error {
  Diagnostics diagnostics;

  static Error at(Place place, std::string message, std::string hint = {}) {
    return {{{Severity::Error, "input", std::move(place), std::move(message), std::move(hint)}}};
  }
};

/// What is said of an input that reaches a limit there; the place is known.
inline Error beyond(const Place& place, Limit limit) {
  const Limits& limits = place.source->limits();
  return Error::at(place, limits.message(limit), limits.hint(limit));
}

/// The one alias, so that `std::expected` can take its place when the compilers have it.
template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace remora
