#include "cli/share_link.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "cli/command_options.h"
#include "cli/inflate.h"
#include "cli/page/page_options.h"
#include "cli/scenario_options.h"
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
      const auto& settings = world_.options.scenarios.assume;
      if (!problem && std::find(settings.begin(), settings.end(), "list") != settings.end()) {
        problem = "\"assume\" takes settings, NAME=VALUE";
      }
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
    if (all && !all->is_array()) {
      return "\"expectations\" is no list";
    }
    for (const json::Value& one : all ? all->elements() : std::vector<json::Value>()) {
      SharedExpectation& expectation = world_.expectations.emplace_back();
      auto problem = text(one.find("id"), "id", expectation.id);
      problem = problem ? problem : text(one.find("outcome"), "outcome", expectation.outcome);
      if (!problem &&
          std::find(kOutcomes.begin(), kOutcomes.end(), expectation.outcome) == kOutcomes.end()) {
        problem = in_quotes(expectation.outcome) + " is no outcome, and no verdict";
      }
      if (problem) {
        return problem;
      }
    }
    return std::nullopt;
  }

  static constexpr auto kOutcomes =
      std::to_array<std::string_view>({to_string(delivery::Outcome::Delivered),
                                       to_string(delivery::Outcome::Refused),
                                       to_string(delivery::Outcome::Undetermined),
                                       to_string(Verdict::Allowed),
                                       to_string(Verdict::ImplicitlyDenied),
                                       to_string(Verdict::ExplicitlyDenied),
                                       to_string(Verdict::Undetermined)});

  SharedWorld& world_;
};

}  // namespace

command::ScenarioOptions SharedWorld::with(command::ScenarioOptions user) const {
  const command::ScenarioOptions& own = options.scenarios;
  for (const TextsOption& option : kTextsOptions) {
    auto& texts = user.*option.member;
    texts.insert(texts.begin(), (own.*option.member).begin(), (own.*option.member).end());
  }
  for (const TextOption& option : kTextOptions) {
    user.*option.member = (user.*option.member).empty() ? own.*option.member : user.*option.member;
  }
  user.assume_references = user.assume_references || own.assume_references;
  // Whether an empty world passes is for who runs a gate to say, never for who sent the link.
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
                          "share the files themselves")
               : broken_link();
  }
  // The texts of its files say themselves where a mark of symbols stands in them.
  const auto json = json::read_value(*state, {limits, false});
  if (!json) {
    return broken_link();
  }
  if (has_marks_beside_files((*json)->root())) {
    return bad_link("the link cannot be read: a control character (U+001E or U+001F) stands in it");
  }
  SharedWorld world;
  world.files = std::make_unique<MemoryFiles>(limits);
  if (const auto problem = StateReader(world).read((*json)->root())) {
    return bad_link("the link cannot be read: " + *problem);
  }
  return world;
}

}  // namespace remora::cli
