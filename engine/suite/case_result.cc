#include "engine/suite/case_result.h"

namespace remora::suite {

std::string_view to_string(State state) {
  switch (state) {
    case State::Passed:
      return "passed";
    case State::Failed:
      return "failed";
    case State::Undetermined:
      return "undetermined";
    case State::Skipped:
      return "skipped";
    case State::Todo:
      return "todo";
    case State::TodoPassed:
      return "todo-passed";
    case State::Error:
      break;
  }
  return "error";
}

FileRange file_range(const Place& place) {
  return place.known() ? FileRange{place.file(), place.begin(), place.end()} : FileRange();
}

std::string to_string(const FileRange& place) {
  if (!place.known()) {
    return {};
  }
  return place.file + ":" + std::to_string(place.begin.line) + ":" +
         std::to_string(place.begin.column);
}

}  // namespace remora::suite
