#include "cli/help/topics.h"

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/delivery/assumptions.h"
#include "engine/report/wrap.h"
#include "engine/wrapping/wrapping.h"

namespace remora::cli {

namespace {

struct Page {
  std::string_view name;
  std::string_view text;
};

// The pages of docs/, put in by the build.
constexpr auto kPages = std::to_array<Page>({
#include "generated/topics.inc"
});

struct OwnTopic {
  std::string_view name;
  std::string_view title;
  std::string (*text)(const report::TextOptions& style);
};

std::string exit_status(const report::TextOptions& style) {
  std::string text;
  for (const auto& [status, meaning] :
       {std::pair("0", "All is delivered, every case passes, nothing is wrong."),
        {"1", "A delivery is refused, a case fails, an error was found, a score is too low."},
        {"2", "Wrong usage, or an input that cannot be read or written."},
        {"3", "Undetermined: a fact that decides is not known. The answer names it."},
        {"70", "A fault of remora itself. Please report it."}}) {
    text += std::string(status) + std::string(4 - std::string_view(status).size(), ' ') +
            report::wrap(meaning, 4, style.width) + "\n";
  }
  return text + "\n" +
         report::wrap(
             "Of several outcomes the status is the worst: 2, then 1, then 3. What each "
             "command means by them is in its --help.",
             0,
             style.width) +
         "\n";
}

std::string formats(const report::TextOptions& style) {
  std::string text;
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      text += report::wrap(report::pad(command.name, 12) + joined(command.line().formats(), ", "),
                           12,
                           style.width) +
              "\n";
    }
  }
  return text + "\n" +
         report::wrap(
             "The first is the default, -f chooses. `remora schema result` is the JSON Schema "
             "of `-f json` of check, explain and test.",
             0,
             style.width) +
         "\n";
}

std::string switches(const report::TextOptions& style) {
  const report::Style dress(style.color);
  std::string text = report::wrap(
                         "What nobody outside AWS knows is a switch with a default and its "
                         "evidence. --assume NAME=VALUE sets one.",
                         0,
                         style.width) +
                     "\n";
  for (const delivery::AssumptionInfo& one : delivery::known_assumptions()) {
    const std::vector<std::string> values(one.values.begin(), one.values.end());
    text += "\n" + dress.bold(one.name) + " = " + joined(values, " | ") + "\n    " +
            report::wrap(one.evidence, 4, style.width) + "\n";
  }
  return text;
}

std::string forms(const report::TextOptions& style) {
  std::string text;
  for (const wrapping::FormInfo& form : wrapping::known_forms()) {
    text += report::pad(form.name, 24) + report::wrap(form.what, 24, style.width) + "\n";
  }
  return text + "\n`check --as FORM` prints a refusal as one of these tools does.\n";
}

constexpr auto kOwn = std::to_array<OwnTopic>({
    {"exit-status", "what the exit status says", exit_status},
    {"formats", "what each command prints", formats},
    {"switches", "what is assumed where nobody outside AWS knows", switches},
    {"forms", "the tools whose wording `check --as` prints", forms},
});

/// The first heading of a page.
std::string title_of(std::string_view page) {
  const std::size_t begin = page.starts_with("# ") ? 2 : 0;
  return std::string(page.substr(begin, page.find('\n') - begin));
}

/// The name that a page goes by: that of its folder if it is the folder's README, its path if a
/// command has the name.
std::string name_of(std::string_view name) {
  constexpr std::string_view kReadme = "/README";
  if (find_command(name) != nullptr) {
    return "docs/" + std::string(name) + ".md";
  }
  return std::string(name.ends_with(kReadme) ? name.substr(0, name.size() - kReadme.size()) : name);
}

/// A page as a terminal shows it: headings are bold, the rest reads well as it is.
std::string dressed(std::string_view page, const report::Style& dress) {
  std::string text;
  bool in_code = false;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    in_code ^= line.starts_with("```");
    text += !in_code && line.starts_with('#') ? dress.bold(line) : std::string(line);
    text += "\n";
  }
  return text;
}

}  // namespace

std::vector<Topic> topics() {
  std::vector<Topic> found;
  for (const OwnTopic& topic : kOwn) {
    found.push_back({std::string(topic.name), std::string(topic.title)});
  }
  for (const Page& page : kPages) {
    found.push_back({name_of(page.name), title_of(page.text)});
  }
  return found;
}

std::optional<std::string> topic_text(std::string_view name, const report::TextOptions& style) {
  for (const OwnTopic& topic : kOwn) {
    if (topic.name == name) {
      return topic.text(style);
    }
  }
  // As a path of the repository, too.
  std::string wanted(name);
  wanted = wanted.starts_with("docs/") ? wanted.substr(5) : wanted;
  wanted = wanted.ends_with(".md") ? wanted.substr(0, wanted.size() - 3) : wanted;
  for (const Page& page : kPages) {
    if (page.name == wanted || name_of(page.name) == wanted) {
      return dressed(page.text, report::Style(style.color));
    }
  }
  return std::nullopt;
}

}  // namespace remora::cli
