#include "cli/option_set.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/command/scenarios.h"

namespace remora::cli {

namespace {

using Texts = std::vector<std::string>;

/// The formats of all commands.
constexpr auto kFormats = std::to_array<std::string_view>({"text",
                                                           "json",
                                                           "html",
                                                           "markdown",
                                                           "junit",
                                                           "tap",
                                                           "sarif",
                                                           "github",
                                                           "lcov",
                                                           "diff",
                                                           "patch",
                                                           "statement",
                                                           "aws",
                                                           "man",
                                                           "yaml"});

}  // namespace

void OptionSet::fall_back(const std::vector<Option>& options) {
  for (const Option& option : options) {
    if (option.fallback.empty()) {
      continue;
    }
    OptionValue value = option.fallback;
    if (option.takes == Takes::Number) {
      value = static_cast<unsigned>(std::stoul(option.fallback));
    }
    values_[option.long_name()] = std::move(value);
  }
}

void OptionSet::add(std::string_view section, std::vector<Option> options) {
  for (Option& option : options) {
    option.section = section;
  }
  own_.insert(own_.end(), options.begin(), options.end());
  fall_back(options);
}

Option assume_option() {
  return {"assume NAME=VALUE",
          Takes::Texts,
          "set a switch of the delivery model; `remora check --assume list` prints them all"};
}

void OptionSet::share(const std::vector<Option>& options) {
  shared_.insert(shared_.end(), options.begin(), options.end());
  fall_back(options);
}

const Option* OptionSet::find(std::string_view name) const {
  for (const auto* group : {&own_, &shared_}) {
    for (const Option& option : *group) {
      if (option.long_name() == name) {
        return &option;
      }
    }
  }
  return nullptr;
}

std::vector<std::string_view> OptionSet::sections() const {
  std::vector<std::string_view> found;
  for (const Option& option : own_) {
    if (std::find(found.begin(), found.end(), option.section) == found.end()) {
      found.push_back(option.section);
    }
  }
  return found;
}

std::string OptionSet::nearest_option(std::string_view wrong) const {
  // Many tools have an option for each format.
  std::string_view name = wrong;
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  if (std::find(kFormats.begin(), kFormats.end(), name) != kFormats.end()) {
    const bool own = std::find(formats_.begin(), formats_.end(), name) != formats_.end();
    return own ? ", `-f " + std::string(name) + "` prints that"
               : ", and this command prints no " + std::string(name) + " but " +
                     joined(formats_, ", ") + " (-f)";
  }
  std::vector<std::string> names;
  for (const auto* group : {&own_, &shared_}) {
    for (const Option& option : *group) {
      names.push_back("--" + option.long_name());
    }
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string hint = did_you_mean(wrong, views);
  return hint.empty() ? "" : ", " + hint;
}

void OptionSet::give(const std::string& option, OptionValue value) {
  values_[option] = std::move(value);
  given_.insert(option);
}

template <class T>
std::optional<T> OptionSet::value(const std::string& option) const {
  const auto found = values_.find(option);
  if (found == values_.end()) {
    return std::nullopt;
  }
  const T* held = std::get_if<T>(&found->second);
  return held == nullptr ? std::nullopt : std::optional(*held);
}

std::string OptionSet::text(const std::string& option) const {
  return value<std::string>(option).value_or("");
}

std::vector<std::string> OptionSet::texts(const std::string& option) const {
  return value<Texts>(option).value_or(Texts());
}

std::optional<unsigned> OptionSet::number(const std::string& option) const {
  return value<unsigned>(option);
}

std::optional<double> OptionSet::percentage(const std::string& option) const {
  return value<double>(option);
}

bool OptionSet::names(std::string_view text) const {
  const auto among = [&](const Texts& list) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  return among(common_.inputs) ||
         std::any_of(values_.begin(), values_.end(), [&](const auto& given) {
           const auto* one = std::get_if<std::string>(&given.second);
           const auto* list = std::get_if<Texts>(&given.second);
           return (one != nullptr && *one == text) || (list != nullptr && among(*list));
         });
}

std::optional<std::string> OptionSet::read_shared() {
  common_.format = text("format");
  if (std::find(formats_.begin(), formats_.end(), common_.format) == formats_.end()) {
    const std::vector<std::string_view> views(formats_.begin(), formats_.end());
    const std::string hint = did_you_mean(common_.format, views);
    return "this command prints no format \"" + common_.format + "\", but " +
           joined(formats_, ", ") + (hint.empty() ? "" : ": " + hint);
  }
  const Texts assumed = texts("assume");
  delivery::Assumptions trial;
  if (assumed != Texts{"list"}) {
    if (auto problem = command::apply_assumptions(assumed, trial)) {
      return problem;
    }
  }
  const Texts wanted = texts("limit");
  Limits limits;
  for (const std::string& one : wanted) {
    if (auto problem = limits.set(one)) {
      return problem;
    }
  }
  common_.limits = wanted.empty() ? nullptr : std::make_shared<const Limits>(limits);
  if (has("lang")) {
    const auto language = report::find_language(text("lang"));
    if (!language) {
      return "there is no language \"" + text("lang") + "\", only " +
             joined(report::language_codes(), " and ");
    }
    common_.text.language = *language;
  }
  common_.text.quiet = has("quiet");
  common_.text.verbose = has("verbose");
  return std::nullopt;
}

}  // namespace remora::cli
