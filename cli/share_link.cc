#include "cli/share_link.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/command_options.h"
#include "cli/inflate.h"
#include "cli/page/page_options.h"
#include "engine/base/words.h"
#include "engine/json/read.h"

namespace remora::cli {

namespace {

constexpr std::string_view kState = "#s=";
// What is shared in earnest is a hundredth of it.
constexpr std::size_t kMost = std::size_t{1} << 24U;

auto bad_link(std::string message, std::string hint = {}) {
  return fail(Error::at({}, std::move(message), std::move(hint)));
}

auto broken_link() {
  return bad_link("the link is cut off, or is none of the page",
                  "copy all of it, to its last character");
}

/// The bytes that base64url stands for; nothing if it is none.
std::optional<std::string> from_base64url(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr unsigned kBits = 6;
  constexpr unsigned kByte = 8;
  std::string bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    held = (held << kBits) | static_cast<unsigned>(digit);
    bits += kBits;
    if (bits >= kByte) {
      bits -= kByte;
      bytes += static_cast<char>((held >> bits) & 0xFFU);
    }
  }
  return bytes;
}

/// Reads the members of the state; each complains about its own.
class StateReader {
 public:
  explicit StateReader(SharedWorld& world) : world_(world) {}

  std::optional<std::string> read(const json::Value& root) {
    const auto version = root.find("version");
    if (!version || version->text() != "1") {
      return "it is of a version that this program does not know";
    }
    auto problem = read_files(root.find("files"));
    problem = problem ? problem : texts(root.find("inputs"), "inputs", world_.inputs);
    if (const auto options = root.find("options"); options && !problem) {
      PageOptions given(check_takes());
      problem = given.read(*options);
      world_.options = check_options(given);
    }
    return problem ? problem : read_expectations(root.find("expectations"));
  }

 private:
  static std::optional<std::string> text(const std::optional<json::Value>& value,
                                         std::string_view name,
                                         std::string& to) {
    if (value && !value->is_string()) {
      return in_quotes(name) + " is no text";
    }
    to = value ? value->text() : std::string_view();
    return std::nullopt;
  }

  static std::optional<std::string> texts(const std::optional<json::Value>& value,
                                          std::string_view name,
                                          std::vector<std::string>& to) {
    if (value && !value->is_array()) {
      return in_quotes(name) + " is no list";
    }
    for (const json::Value& element : value ? value->elements() : std::vector<json::Value>()) {
      if (auto problem = text(element, name, to.emplace_back())) {
        return problem;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> read_files(const std::optional<json::Value>& files) {
    if (!files || !files->is_object()) {
      return "it holds no files";
    }
    for (const json::Member& file : files->members()) {
      std::string content;
      if (auto problem = text(file.value, file.key.text(), content)) {
        return problem;
      }
      world_.files->add(std::string(file.key.text()), std::move(content));
    }
    return std::nullopt;
  }

  std::optional<std::string> read_expectations(const std::optional<json::Value>& all) {
    for (const json::Value& one : all ? all->elements() : std::vector<json::Value>()) {
      SharedExpectation& expectation = world_.expectations.emplace_back();
      auto problem = text(one.find("id"), "id", expectation.id);
      problem = problem ? problem : text(one.find("outcome"), "outcome", expectation.outcome);
      if (problem) {
        return problem;
      }
    }
    return std::nullopt;
  }

  SharedWorld& world_;
};

}  // namespace

command::ScenarioOptions SharedWorld::with(command::ScenarioOptions user) const {
  const command::ScenarioOptions& own = options.scenarios;
  using Member = std::vector<std::string> command::ScenarioOptions::*;
  for (const Member texts : {&command::ScenarioOptions::assume,
                             &command::ScenarioOptions::set,
                             &command::ScenarioOptions::without_statement,
                             &command::ScenarioOptions::context,
                             &command::ScenarioOptions::channels,
                             &command::ScenarioOptions::trails,
                             &command::ScenarioOptions::accounts,
                             &command::ScenarioOptions::regions,
                             &command::ScenarioOptions::parameters,
                             &command::ScenarioOptions::parameter_files,
                             &command::ScenarioOptions::import_values,
                             &command::ScenarioOptions::ssm,
                             &command::ScenarioOptions::attributes,
                             &command::ScenarioOptions::conditions}) {
    (user.*texts).insert((user.*texts).begin(), (own.*texts).begin(), (own.*texts).end());
  }
  for (const auto text : {&command::ScenarioOptions::error,
                          &command::ScenarioOptions::organization,
                          &command::ScenarioOptions::stack}) {
    user.*text = (user.*text).empty() ? own.*text : user.*text;
  }
  user.assume_references = user.assume_references || own.assume_references;
  user.allow_empty = user.allow_empty || own.allow_empty;
  return user;
}

bool is_link(std::string_view input) {
  const std::size_t state = input.find(kState);
  return state == 0 ||
         (state != std::string_view::npos && input.substr(0, state).find("://") < state);
}

Result<SharedWorld> read_link(std::string_view link, const LimitsPtr& limits) {
  const auto packed = from_base64url(link.substr(link.find(kState) + kState.size()));
  if (!packed) {
    return broken_link();
  }
  const auto state = inflate(*packed, kMost);
  if (!state) {
    return state.error() == InflateProblem::TooLarge
               ? bad_link("the link unpacks to more than " + std::to_string(kMost) + " bytes",
                          "no world that somebody wants to share does")
               : broken_link();
  }
  // The texts of its files say themselves where a mark of symbols stands in them.
  const auto json = json::read_value(*state, {limits, false});
  if (!json) {
    return broken_link();
  }
  SharedWorld world;
  world.files = std::make_unique<MemoryFiles>(limits);
  if (const auto problem = StateReader(world).read((*json)->root())) {
    return bad_link("the link cannot be read: " + *problem);
  }
  return world;
}

}  // namespace remora::cli
