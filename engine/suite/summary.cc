#include "engine/suite/summary.h"

#include <numeric>

namespace remora::suite {

std::size_t Summary::total() const {
  return std::accumulate(states.begin(), states.end(), std::size_t{0});
}

bool Summary::failed() const {
  return count(State::Failed) + count(State::Undetermined) + count(State::Error) > 0;
}

std::string to_string(const Summary& summary) {
  std::string text = std::to_string(summary.count(State::Passed)) + " passed";
  const auto add = [&](State state, const char* word) {
    if (summary.count(state) > 0) {
      text += ", " + std::to_string(summary.count(state)) + word;
    }
  };
  add(State::Failed, " failed");
  add(State::Undetermined, " undetermined");
  add(State::Error, " unreadable");
  add(State::Skipped, " skipped");
  add(State::Todo, " todo");
  add(State::TodoPassed, " todo passed unexpectedly");
  return text + " in " + std::to_string(summary.files) + (summary.files == 1 ? " file" : " files");
}

}  // namespace remora::suite
