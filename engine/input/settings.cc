#include "engine/input/settings.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/edit/change.h"
#include "engine/edit/embedded.h"
#include "engine/import/part.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::input {

namespace {

/// One step of a path: `name` or `[index]` or `[id]`.
struct PathStep {
  std::string_view text;
  bool element = false;
};

std::optional<std::vector<PathStep>> split_path(std::string_view path) {
  std::vector<PathStep> steps;
  while (!path.empty()) {
    if (path.front() == '[') {
      const std::size_t end = path.find(']');
      if (end == std::string_view::npos || end == 1) {
        return std::nullopt;
      }
      steps.push_back({path.substr(1, end - 1), true});
      path.remove_prefix(end + 1);
    } else {
      const std::size_t end = std::min(path.find_first_of(".["), path.size());
      if (end == 0) {
        return std::nullopt;
      }
      steps.push_back({path.substr(0, end), false});
      path.remove_prefix(end);
    }
    if (!path.empty() && path.front() == '.') {
      path.remove_prefix(1);
      if (path.empty()) {
        return std::nullopt;
      }
    }
  }
  return steps.empty() ? std::nullopt : std::optional(steps);
}

/// The element at an index, or the one whose id, name or ARN is that text.
Result<json::Value> find_element(const json::Value& array, std::string_view text) {
  if (!array.is_array()) {
    return fail(
        Error::at(array.place(), "there is no list here to take [" + std::string(text) + "] of"));
  }
  const auto elements = array.elements();
  if (const auto index = as_count(text)) {
    if (*index < elements.size()) {
      return elements[*index];
    }
  }
  for (const json::Value& element : elements) {
    for (const std::string_view name : {"id", "name", "arn", "Name"}) {
      const auto value = element.find(name);
      if (value && value->text() == text) {
        return element;
      }
    }
  }
  return fail(Error::at(array.place(),
                        "the list has no element \"" + std::string(text) + "\"",
                        "it has " + std::to_string(elements.size()) + ", counted from 0"));
}

std::string did_you_mean_member(const json::Value& object, std::string_view name) {
  std::vector<std::string_view> names;
  for (const json::Member& member : object.members()) {
    names.push_back(member.key.text());
  }
  return did_you_mean(name, names);
}

/// How the value is spelled in the document: as JSON if it is JSON, else as text. A number counts
/// as one only where one stood: account ids are texts.
std::string spell(std::string_view value, const json::Value* before) {
  const auto read = json::read_value(value);
  if (!read) {
    return json::quoted(value);
  }
  const bool number = (*read)->root().kind() == json::Kind::Number;
  const bool was_number = before != nullptr && before->kind() == json::Kind::Number;
  return number && !was_number ? json::quoted(value) : std::string(value);
}

/// A change of a document, which may be one that stands in the input as a text.
struct Setting {
  json::DocumentPtr document;
  edit::Change change;
};

/// Follows a path to the value that is set, also into policies that stand there as texts.
Result<Setting> find_setting(const json::DocumentPtr& json,
                             std::string_view path,
                             std::string_view value) {
  const auto steps = split_path(path);
  if (!steps) {
    return fail(Error::at({}, in_quotes(path) + " is no path", "write it as in keys[0].keyState"));
  }
  json::DocumentPtr document = json;
  json::Value at = json->root();
  for (const PathStep& step : *steps) {
    if (at.is_string() && json::holds_document(at.text())) {
      auto embedded = json::read(json::embedded_document(at));
      if (!embedded) {
        return fail(embedded.error());
      }
      document = *std::move(embedded);
      at = document->root();
    }
    const bool last = &step == &steps->back();
    if (step.element) {
      auto element = find_element(at, step.text);
      if (!element) {
        return fail(element.error());
      }
      at = *element;
      continue;
    }
    const auto member = at.find(step.text);
    if (!member && last && at.is_object()) {
      return Setting{document, edit::add_member(at, step.text, spell(value, nullptr))};
    }
    if (!member) {
      return fail(Error::at(at.place(),
                            "there is no \"" + std::string(step.text) + "\" here",
                            did_you_mean_member(at, step.text)));
    }
    at = *member;
  }
  return Setting{document, edit::replace(at, spell(value, &at))};
}

/// Makes a change of JSON keep the numbers of the lines behind it: what is new stands on one line,
/// and line ends that go are put behind it. YAML has no line ends to spare where lines come.
edit::Splice keeping_lines(edit::Splice splice, const json::Document& document) {
  const std::string_view before = document.source()->slice(splice.span);
  std::string& text = splice.text;
  for (std::size_t end = document.yaml() ? std::string::npos : text.find('\n');
       end != std::string::npos;
       end = text.find('\n')) {
    const std::size_t blanks = std::min(text.find_first_not_of(" \t\n", end), text.size());
    text.replace(end, blanks - end, text.substr(0, end).ends_with(',') ? " " : "");
  }
  const auto lines =
      std::count(before.begin(), before.end(), '\n') - std::count(text.begin(), text.end(), '\n');
  text.append(static_cast<std::size_t>(std::max<std::ptrdiff_t>(lines, 0)), '\n');
  return splice;
}

Result<json::DocumentPtr> with_setting(const json::DocumentPtr& json,
                                       std::string_view path,
                                       std::string_view value) {
  const auto setting = find_setting(json, path, value);
  if (!setting) {
    return fail(setting.error());
  }
  auto splices = edit::splices_of(setting->document, std::span(&setting->change, 1));
  if (splices && setting->document != json) {
    splices = edit::in_file(setting->document->source(), *std::move(splices))
                  .map([](edit::FileEdit edit) { return std::move(edit.splices); });
  }
  if (!splices) {
    return fail(splices.error());
  }
  for (edit::Splice& splice : *splices) {
    splice = keeping_lines(std::move(splice), *json);
  }
  const SourceText& source = *json->source();
  return json::read(
      std::make_shared<const SourceText>(source.name(),
                                         edit::spliced(source.text(), *std::move(splices)),
                                         Position(),
                                         source.intake()));
}

}  // namespace

Result<json::DocumentPtr> with_imported_settings(json::DocumentPtr json, const WhatIf& what_if) {
  for (const auto& [path, value] : what_if.settings) {
    const auto setting = find_setting(json, path, value);
    if (!setting) {
      return fail(setting.error());
    }
    const edit::Change& change = setting->change;
    const auto read = json::read_value(change.value);
    imports::Part root = imports::Part::copy(json->root());
    const std::size_t last = change.pointer.rfind('/');
    imports::Part* const parent = root.at(std::string_view(change.pointer).substr(0, last));
    if (setting->document != json || !read || last == std::string::npos || parent == nullptr) {
      return fail(Error::at(json->root().place(),
                            "--set cannot reach " + in_quotes(path) + " here",
                            "change the file that it stands in"));
    }
    imports::Part* const old = root.at(change.pointer);
    imports::Part now = imports::Part::copy((*read)->root());
    now.place = old != nullptr ? old->place : parent->place;
    if (old != nullptr) {
      now.name = old->name;
      *old = std::move(now);
    } else {
      parent->set(change.pointer.substr(last + 1), std::move(now));
    }
    json = imports::build(root, json->source());
  }
  return json;
}

Result<json::DocumentPtr> with_settings(json::DocumentPtr json, const WhatIf& what_if) {
  for (const auto& [path, value] : what_if.settings) {
    auto changed = with_setting(json, path, value);
    if (!changed) {
      return changed;
    }
    json = *std::move(changed);
  }
  return json;
}

}  // namespace remora::input
