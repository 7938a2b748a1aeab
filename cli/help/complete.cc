#include "cli/help/complete.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/help/topics.h"
#include "engine/authorize/verdict.h"
#include "engine/code/language.h"
#include "engine/command/lint.h"
#include "engine/command/scenarios.h"
#include "engine/delivery/assumptions.h"
#include "engine/wrapping/wrapping.h"

namespace remora::cli {

namespace {

using Words = std::vector<std::string>;

/// What was typed of a command line: the option whose value comes next, and the words that are no
/// options.
struct Typed {
  const Option* open = nullptr;
  Words inputs;
};

/// The option of `--name` or `-n`.
const Option* find_option(const CommandLine& line, std::string_view word) {
  if (word.starts_with("--")) {
    return line.find(word.substr(2));
  }
  for (const auto* options : {&line.own(), &line.shared()}) {
    for (const Option& option : *options) {
      if (!option.letter().empty() && "-" + option.letter() == word) {
        return &option;
      }
    }
  }
  return nullptr;
}

Typed read_words(const CommandLine& line, const Words& words) {
  Typed typed;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (typed.open != nullptr) {
      typed.open = nullptr;
    } else if (word.starts_with("-") && word != "-") {
      const Option* const option = find_option(line, word);
      typed.open = option != nullptr && option->takes != Takes::Nothing ? option : nullptr;
    } else {
      typed.inputs.push_back(word);
    }
  }
  return typed;
}

/// The ids in the scenarios that the inputs describe. Standard input is the shell's own.
std::vector<Candidate> ids(Words inputs) {
  std::vector<Candidate> found;
  std::erase(inputs, "-");
  DiskReader files({}, nullptr);
  command::ScenarioOptions options;
  options.allow_empty = true;
  for (const command::LoadedInput& input :
       inputs.empty() ? std::vector<command::LoadedInput>()
                      : command::load_inputs(inputs, options, files).inputs) {
    if (input.loaded.scenario == nullptr) {
      continue;
    }
    for (const auto& delivery : input.loaded.scenario->deliveries) {
      found.push_back({delivery.call.id, "a delivery"});
    }
    for (const auto& request : input.loaded.scenario->requests) {
      found.push_back({request.id, "a request"});
    }
  }
  return found;
}

std::vector<Candidate> switches(std::string_view typed) {
  std::vector<Candidate> found;
  for (const delivery::AssumptionInfo& one : delivery::known_assumptions()) {
    const std::string name = std::string(one.name) + "=";
    if (!typed.starts_with(name)) {
      found.push_back({name});
      continue;
    }
    for (const std::string_view value : one.values) {
      found.push_back({name + std::string(value), value == one.values.front() ? "default" : ""});
    }
  }
  found.push_back({"list", "print them all"});
  return found;
}

template <class Range, class Make>
std::vector<Candidate> each(const Range& range, Make make) {
  std::vector<Candidate> found;
  for (const auto& one : range) {
    found.push_back(make(one));
  }
  return found;
}

Candidate plain(std::string_view text) {
  return {std::string(text)};
}

/// The values of an option, if it has names of its own.
std::vector<Candidate> values_of(const CommandLine& line,
                                 const Typed& typed,
                                 std::string_view word) {
  const std::string name = typed.open->long_name();
  if (name == "format") {
    return each(line.formats(), plain);
  }
  if (name == "report") {
    return each(line.formats(), [](const std::string& one) { return Candidate{one + "="}; });
  }
  if (name == "color") {
    return {{"auto"}, {"always"}, {"never"}};
  }
  if (name == "as") {
    return each(wrapping::known_forms(), [](const wrapping::FormInfo& one) {
      return Candidate{std::string(one.name), std::string(one.what)};
    });
  }
  if (name == "as-code") {
    return each(code::kLanguages, [](const code::LanguageInfo& one) {
      return Candidate{std::string(one.name), std::string(one.words)};
    });
  }
  if (name == "assume") {
    return switches(word);
  }
  if (name == "limit") {
    return each(limit_rows(), [](const LimitRow& one) {
      return Candidate{std::string(one.name) + "=", std::string(one.guards)};
    });
  }
  if (name == "type") {
    return each(command::policy_type_names(), plain);
  }
  if (name == "expect") {
    return each(std::vector<Verdict>{Verdict::Allowed,
                                     Verdict::ImplicitlyDenied,
                                     Verdict::ExplicitlyDenied,
                                     Verdict::Undetermined},
                [](Verdict one) { return plain(to_string(one)); });
  }
  if (name == "request" || name == "delivery") {
    return ids(typed.inputs);
  }
  return {};
}

std::vector<Candidate> options_of(const CommandLine& line) {
  std::vector<Candidate> found;
  for (const auto* options : {&line.own(), &line.shared()}) {
    for (const Option& option : *options) {
      found.push_back({"--" + option.long_name(), option.help});
    }
  }
  return found;
}

std::vector<Candidate> commands() {
  std::vector<Candidate> found;
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      found.push_back({std::string(command.name), std::string(command.summary)});
    }
  }
  return found;
}

/// What a command takes beside options, where that has names of its own.
std::vector<Candidate> operands(std::string_view command) {
  if (command == "help") {
    std::vector<Candidate> found = commands();
    for (const Topic& topic : topics()) {
      found.push_back({topic.name, topic.title});
    }
    return found;
  }
  if (const Command* const known = find_command(command)) {
    return each(known->line().operands(), plain);
  }
  return {};
}

Candidates beginning_with(std::string_view word, std::vector<Candidate> all) {
  std::erase_if(all, [&](const Candidate& one) { return !one.text.starts_with(word); });
  return {std::move(all)};
}

bool takes_files(std::string_view value) {
  return value == "FILE" || value == "INPUT" || value == "SCENARIO" || value == "FORMAT=FILE";
}

}  // namespace

Candidates candidates(const std::vector<std::string>& words) {
  const std::string& last = words.back();
  if (words.size() == 1) {
    std::vector<Candidate> all = commands();
    all.push_back({"--help"});
    all.push_back({"--version"});
    return beginning_with(last, std::move(all));
  }
  const Command* const command = find_command(words.front());
  if (command == nullptr) {
    return {};
  }
  const CommandLine line = command->line();
  Typed typed = read_words(line, words);
  std::string_view word = last;
  std::string before;  // of the word, which every candidate begins with
  if (const std::size_t equals = last.find('=');
      typed.open == nullptr && last.starts_with("--") && equals != std::string::npos) {
    typed.open = find_option(line, word.substr(0, equals));
    before = last.substr(0, equals + 1);
    word.remove_prefix(equals + 1);
  }
  if (typed.open != nullptr) {
    Candidates found = beginning_with(word, values_of(line, typed, word));
    for (Candidate& one : found.words) {
      one.text = before + one.text;
    }
    const std::string value = typed.open->value_word();
    found.files = takes_files(value) && found.words.empty();
    found.folders = value == "FOLDER";
    return found;
  }
  if (word.starts_with("-") && word != "-") {
    return beginning_with(word, options_of(line));
  }
  Candidates found = beginning_with(word, operands(command->name));
  found.files = line.operands().empty() && command->name != "help";
  return found;
}

}  // namespace remora::cli
