#include "cli/scenario_options.h"

namespace remora::cli {

void add_changes_of_policies(CommandLine& line) {
  line.add(
      {{"set", Takes::Texts, "PATH=VALUE: try another value, as in keys[0].keyState=Disabled"},
       {"without-statement",
        Takes::Texts,
        "POLICY#SID: try without a statement; POLICY is a file or a kind (key, bucket, ...)"}});
}

void add_scenario_options(CommandLine& line) {
  line.add({{"assume",
             Takes::Texts,
             "NAME=VALUE: set a switch of the delivery model; `list` prints them all"}});
  add_changes_of_policies(line);
  line.add({{"context",
             Takes::Texts,
             "KEY=VALUE: try requests that carry this; a KEY alone: that do not carry it"}});
}

command::ScenarioOptions scenario_options(const CommandLine& line) {
  return {line.texts("assume"),
          line.texts("set"),
          line.texts("without-statement"),
          line.texts("context")};
}

}  // namespace remora::cli
