#include "engine/input/fixture_guess.h"

#include <string>

namespace remora::input {

namespace {

bool is_scenario_name(std::string_view name) {
  return name == "scenario.json" || name == "scenario.yaml" || name == "scenario.yml";
}

/// True if the text holds that name as a member's, as JSON writes it.
bool has_json_key(std::string_view text, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\"";
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    const std::size_t next = text.find_first_not_of(" \t\r\n", at + key.size());
    if (next != std::string_view::npos && text[next] == ':') {
      return true;
    }
  }
  return false;
}

/// True if some line begins with that name and a colon, as YAML writes a member of the top.
bool has_yaml_key(std::string_view text, std::string_view name) {
  const std::string key = std::string(name) + ":";
  return text.starts_with(key) || text.find("\n" + key) != std::string_view::npos;
}

}  // namespace

FixtureGuess guess_fixture(std::string_view name, std::string_view text) {
  const std::size_t slash = name.rfind('/');
  if (is_scenario_name(name.substr(slash == std::string_view::npos ? 0 : slash + 1))) {
    return FixtureGuess::Scenario;
  }
  constexpr std::string_view kBlank = " \t\r\n\xEF\xBB\xBF";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) {
    return FixtureGuess::Neither;
  }
  const bool object = text[first] == '{';
  const bool array = text[first] == '[';
  if (!object && !array) {
    const bool scenario = has_yaml_key(text, "remora") || has_json_key(text, "remora");
    return scenario                        ? FixtureGuess::Scenario
           : has_yaml_key(text, "vectors") ? FixtureGuess::Vectors
                                           : FixtureGuess::Neither;
  }
  if (object && has_json_key(text, "remora")) {
    return FixtureGuess::Scenario;
  }
  const bool vector = has_json_key(text, "request") && has_json_key(text, "policies");
  const bool framed = has_json_key(text, "vectors") && has_json_key(text, "format");
  return framed || vector ? FixtureGuess::Vectors : FixtureGuess::Neither;
}

}  // namespace remora::input
