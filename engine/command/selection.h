#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/command/scenarios.h"

namespace remora::command {

/// Reads `ID`, `ID/N`, `N`, `COMBINATION` or `ID [COMBINATION]`, the last as verdicts are headed,
/// for these inputs, and drops those that it does not choose. A combination may leave axes out.
/// What is wrong with the text, in words; nothing if it chooses something.
std::optional<std::string> choose(const std::string& text,
                                  std::vector<LoadedInput>& inputs,
                                  Selection& chosen);

/// `there is no vector "b", did you mean "a"?`
std::string no_such(std::string_view what,
                    const std::string& wrong,
                    const std::vector<std::string_view>& known);

/// Leaves in a report what is chosen. Its delivery must be told by itself (`RunOptions::apart`).
void keep_chosen(const Selection& chosen, fixture::ScenarioReport& report);

}  // namespace remora::command
