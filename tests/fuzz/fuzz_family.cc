#include <algorithm>
#include <cstdlib>

#include "engine/fixture/run.h"
#include "engine/input/family.h"
#include "engine/json/read.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/memory_files.h"

using namespace remora;

/// A scenario with what it extends, which files behind a line of three dashes are: `a`, `b`, ...
/// What can be read of the family is put together and read as a scenario.
void fuzz_one(std::string_view text) {
  constexpr std::string_view kBetween = "\n---\n";
  test::MemoryFiles files;
  std::string first;
  for (char name = 'a'; name <= 'e' && !text.empty(); ++name) {
    const std::size_t end = std::min(text.find(kBetween), text.size());
    const std::string one(text.substr(0, end));
    first = name == 'a' ? one : first;
    files.add(std::string(1, name), one);
    text.remove_prefix(std::min(end + kBetween.size(), text.size()));
  }
  const auto document =
      json::read(std::make_shared<const SourceText>("a", first, Position(), Intake{nullptr, true}));
  if (!document) {
    return;
  }
  const auto family = input::Family::read(*document, files);
  if (!family) {
    return;
  }
  constexpr std::size_t kMembers = 4;
  for (std::size_t i = 0; i < std::min(family->size(), kMembers); ++i) {
    (void)family->member(i);
  }
}
