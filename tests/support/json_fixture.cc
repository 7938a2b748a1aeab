#include "tests/support/json_fixture.h"

#include <fstream>
#include <memory>
#include <sstream>

#include "engine/json/read.h"
#include "tests/support/paths.h"

namespace remora::test {

json::DocumentPtr read_json_fixture(const std::string& name) {
  const std::string path = source_dir() + "/fixtures/" + name;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  const auto json = json::read_json(std::make_shared<SourceText>(path, text.str()));
  return json ? *json : nullptr;
}

std::string text_of(const json::Value& row, std::string_view name) {
  const auto value = row.find(name);
  return value && value->is_string() ? std::string(value->text()) : std::string();
}

}  // namespace remora::test
