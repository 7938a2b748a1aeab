#pragma once

#include <string>
#include <string_view>

#include "engine/json/document.h"

namespace remora::test {

/// A JSON file of fixtures/; null if it cannot be read.
json::DocumentPtr read_json_fixture(const std::string& name);

/// The text of a member, empty if there is none.
std::string text_of(const json::Value& row, std::string_view name);

}  // namespace remora::test
