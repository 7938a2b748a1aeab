#include "engine/input/marker_reader.h"

namespace remora::input {

std::optional<fixture::Marker> read_marker(MemberReader& reader) {
  const auto skip = reader.text("skip");
  const auto todo = reader.text("todo");
  if (skip && todo) {
    reader.sink().error(reader.place_of("todo"),
                        "marker",
                        "a case has either \"skip\" or \"todo\", not both",
                        "what is skipped is not run at all");
  }
  if (!skip && !todo) {
    return std::nullopt;
  }
  if ((skip && skip->empty()) || (todo && todo->empty())) {
    reader.sink().error(reader.place_of(skip ? "skip" : "todo"),
                        "marker",
                        "the reason is missing",
                        "say why in a few words");
  }
  return skip ? fixture::Marker{fixture::Marker::Kind::Skip, std::string(*skip)}
              : fixture::Marker{fixture::Marker::Kind::Todo, std::string(*todo)};
}

}  // namespace remora::input
