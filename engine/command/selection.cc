#include "engine/command/selection.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"

namespace remora::command {

namespace {

using Views = std::vector<std::string_view>;

Views ids_in(std::span<const LoadedInput> inputs) {
  Views ids;
  for (const LoadedInput& input : inputs) {
    for (const auto& delivery : input.loaded.scenario->deliveries) {
      ids.emplace_back(delivery.call.id);
    }
    for (const auto& request : input.loaded.scenario->requests) {
      ids.emplace_back(request.id);
    }
  }
  return ids;
}

bool holds(const Views& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// The settings of a label: `a=1` and `b=2` of `a=1, b=2`.
Views settings_of(std::string_view label) {
  Views settings;
  while (!label.empty()) {
    const std::size_t end = std::min(label.find(','), label.size());
    std::string_view one = label.substr(0, end);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    settings.push_back(one);
    label.remove_prefix(std::min(end + 1, label.size()));
  }
  return settings;
}

bool is_member(std::string_view label, std::string_view combination) {
  const Views settings = settings_of(label);
  const Views wanted = settings_of(combination);
  return std::all_of(
      wanted.begin(), wanted.end(), [&](std::string_view one) { return holds(settings, one); });
}

/// Takes `ID/N`, `N` or `ID` apart.
void read_id(const std::string& text, const Views& ids, Selection& chosen) {
  const std::size_t slash = text.rfind('/');
  const std::size_t digits = slash == std::string::npos ? 0 : slash + 1;
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + digits, end, number);
  if (!holds(ids, text) && read.ec == std::errc() && read.ptr == end && number > 0) {
    chosen.request = number - 1;
    chosen.id = slash == std::string::npos ? "" : text.substr(0, slash);
  } else {
    chosen.id = text;
  }
}

}  // namespace

std::string no_such(std::string_view what, const std::string& wrong, const Views& known) {
  const std::string hint = did_you_mean(wrong, known);
  return "there is no " + std::string(what) + " " + in_quotes(wrong) +
         (hint.empty() ? "" : ", " + hint);
}

std::optional<std::string> choose(const std::string& text,
                                  std::vector<LoadedInput>& inputs,
                                  Selection& chosen) {
  const Views ids = ids_in(inputs);
  Views labels;
  for (const LoadedInput& input : inputs) {
    if (!input.loaded.label.empty()) {
      labels.emplace_back(input.loaded.label);
    }
  }
  const std::size_t bracket = text.find(" [");
  std::string id = text;
  if (!holds(ids, text) && bracket != std::string::npos && text.ends_with(']')) {
    id = text.substr(0, bracket);
    chosen.combination = text.substr(bracket + 2, text.size() - bracket - 3);
  } else if (!holds(ids, text) && !labels.empty() && text.find('=') != std::string::npos) {
    id.clear();
    chosen.combination = text;
  }
  if (!id.empty()) {
    read_id(id, ids, chosen);
  }
  const auto fits = [&](std::string_view label) { return is_member(label, chosen.combination); };
  if (!chosen.combination.empty() && std::none_of(labels.begin(), labels.end(), fits)) {
    Views settings = labels;
    for (const std::string_view label : labels) {
      const Views of_one = settings_of(label);
      settings.insert(settings.end(), of_one.begin(), of_one.end());
    }
    return no_such("combination", chosen.combination, settings);
  }
  if (!chosen.id.empty() && !holds(ids, chosen.id)) {
    return no_such("delivery or request", chosen.id, ids);
  }
  std::erase_if(inputs, [&](const LoadedInput& input) {
    return !(chosen.combination.empty() || fits(input.loaded.label)) ||
           !(chosen.id.empty() || holds(ids_in({&input, 1}), chosen.id));
  });
  return std::nullopt;
}

void keep_chosen(const Selection& chosen, fixture::ScenarioReport& report) {
  if (!chosen.id.empty()) {
    std::erase_if(report.deliveries,
                  [&](const auto& delivery) { return delivery.call->id != chosen.id; });
    std::erase_if(report.requests, [&](const auto& request) { return request.id != chosen.id; });
    report.alike.clear();
  }
}

}  // namespace remora::command
