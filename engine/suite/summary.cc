#include "engine/suite/summary.h"

#include <numeric>

namespace remora::suite {

std::size_t Summary::total() const {
  return std::accumulate(states.begin(), states.end(), std::size_t{0});
}

bool Summary::failed() const {
  return count(State::Failed) + count(State::Undetermined) + count(State::Error) > 0;
}

}  // namespace remora::suite
