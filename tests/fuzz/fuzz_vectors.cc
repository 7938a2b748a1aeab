#include <cstdlib>
#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/input/element_splitter.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

namespace {

std::vector<std::string> elements(std::string_view text, std::size_t step) {
  input::ElementSplitter splitter;
  for (std::size_t at = 0; at < text.size(); at += step) {
    splitter.feed(text.substr(at, step));
  }
  splitter.finish();
  std::vector<std::string> found;
  while (auto element = splitter.next()) {
    found.push_back(std::move(element->text));
  }
  return found;
}

}  // namespace

void fuzz_one(std::string_view text) {
  const std::vector<std::string> whole = elements(text, text.size() + 1);
  if (whole != elements(text, 1)) {
    std::abort();
  }
  for (const std::string& element : whole) {
    const auto json = json::read_json(source_of(element));
    if (!json) {
      continue;
    }
    const auto vector = input::read_vector(*json, (*json)->root());
    if (vector) {
      authorize(vector->request, vector->policies());
    }
  }
}
