#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/source_text.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "tests/reference/decide.h"
#include "tests/reference/from_vector.h"
#include "tests/support/paths.h"
#include "tests/support/trials.h"

namespace remora {

namespace {

constexpr std::size_t kFewestVectors = 1'100;

std::vector<std::filesystem::path> vector_files() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root(remora::test::source_dir() + "/fixtures/iam");
  if (!std::filesystem::is_directory(root)) {
    return files;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

SourcePtr read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::make_shared<SourceText>(path.string(), text.str());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reference)

BOOST_AUTO_TEST_SUITE(vectors)

BOOST_AUTO_TEST_CASE(reference_agrees_with_every_vector) {
  test::Trials decided("vectors", kFewestVectors);
  for (const auto& path : vector_files()) {
    BOOST_TEST_CONTEXT(path.string()) {
      const auto json = json::read_json(read_file(path));
      BOOST_REQUIRE(json.has_value());
      const auto vectors = input::read_vectors(*json);
      BOOST_REQUIRE(vectors.has_value());
      for (const auto& vector : *vectors) {
        BOOST_REQUIRE(vector.has_value());
        // The reference knows no symbols: values that AWS will choose.
        if (!vector->expect || vector->rule == "symbol") {
          continue;
        }
        const Verdict verdict = reference::decide(vector->request, reference::policies_of(*vector));
        BOOST_TEST(to_string(verdict) == to_string(*vector->expect), vector->id);
        ++decided;
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
