#pragma once

#include <stdexcept>

#include "engine/world/fact.h"

namespace remora::test {

/// The value of a fact that a test takes for known.
template <class T>
const T& known(const world::Fact<T>& fact) {
  if (fact.known() == nullptr) {
    throw std::logic_error("not known: " + fact.unknown()->what);
  }
  return *fact.known();
}

}  // namespace remora::test
