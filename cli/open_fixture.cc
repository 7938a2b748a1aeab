#include "cli/open_fixture.h"

#include <fstream>
#include <iostream>
#include <utility>

#include "cli/files.h"
#include "engine/json/read.h"

namespace remora::cli {

namespace {

constexpr std::size_t kLook = 1U << 16U;

bool is_yaml(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && text[first] != '{' && text[first] != '[';
}

std::shared_ptr<std::istream> open(const std::string& path) {
  if (path == "-") {
    invite_input();
    return {&std::cin, [](std::istream*) {}};
  }
  return std::make_shared<std::ifstream>(path, std::ios::binary);
}

void read(Result<SourcePtr> source, OpenedFixture& opened) {
  auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
  if (json) {
    opened.json = *json;
  } else {
    opened.problems = json.error().diagnostics;
  }
}

}  // namespace

Result<SourcePtr> RecordingReader::read(const std::string& path) {
  if (records_) {
    const std::lock_guard lock(mutex_);
    seen_.insert(path);
  }
  return disk_.read(path);
}

OpenedFixture open_fixture(const FixtureFile& file, FileReader& files, const LimitsPtr& limits) {
  OpenedFixture opened;
  opened.name = file.path == "-" ? "<stdin>" : file.path;
  const std::shared_ptr<std::istream> in = open(file.path);
  std::string text(kLook, '\0');
  in->read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in->gcount()));
  opened.guess = input::guess_fixture(file.path, text);
  if (in->bad() || (text.empty() && file.path != "-")) {
    // Empty, or not to be read: the reader of files knows how to say why.
    auto source = files.read(file.path);
    if (!source || opened.guess == input::FixtureGuess::Scenario || file.named) {
      read(std::move(source), opened);
    }
    return opened;
  }
  if (opened.guess == input::FixtureGuess::Vectors && !is_yaml(text)) {
    opened.vectors = in;
    opened.begin = std::move(text);
    return opened;
  }
  const bool whole = text.size() < kLook;
  auto source = read_whole(opened.name, *in, limits, std::move(text));
  if (!whole && source && opened.guess == input::FixtureGuess::Neither) {
    opened.guess = input::guess_fixture(file.path, (*source)->text());
  }
  if (opened.guess != input::FixtureGuess::Neither || file.named) {
    read(std::move(source), opened);
  }
  return opened;
}

}  // namespace remora::cli
