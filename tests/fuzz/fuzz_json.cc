#include <cstdlib>

#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

namespace {

std::string written(const json::DocumentPtr& document) {
  return json::Writer(json::Writer::Style::Compact).value(document->root()).take();
}

}  // namespace

void fuzz_one(std::string_view text) {
  const auto yaml = json::read_yaml(source_of(text));
  const auto document = json::read_json(source_of(text));
  if (!document) {
    return;
  }
  const std::string once = written(*document);
  const auto again = json::read_json(source_of(once));
  if (!again || written(*again) != once) {
    std::abort();
  }
}
