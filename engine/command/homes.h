#pragma once

#include <optional>
#include <string>

#include "engine/fixture/run.h"
#include "engine/import/home.h"
#include "engine/remedy/remedy.h"

namespace remora::command {

/// Says of each edit where its policy stands in the files of its author, and of what it mends what
/// is to be done with the tool that made it.
void add_homes(remedy::RepairPlan& plan, imports::Homes& homes);
void add_homes(fixture::ScenarioReport& report, imports::Homes& homes);

/// The language of that name, for `--as-code`. Returns what is wrong with the name, if anything.
std::optional<std::string> read_language(const std::string& name,
                                         std::optional<code::Language>& language);

}  // namespace remora::command
