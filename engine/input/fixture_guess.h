#pragma once

#include <string_view>

namespace remora::input {

/// What a text looks like from its first part, without reading it as JSON.
enum class FixtureGuess : unsigned char { Scenario, Vectors, Neither };

/// `name` is the file's: one called scenario.json (.yaml, .yml) is a scenario whatever it holds.
FixtureGuess guess_fixture(std::string_view name, std::string_view text);

}  // namespace remora::input
