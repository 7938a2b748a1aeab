#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/fuzz/hostile_texts.h"

namespace remora::storm {

namespace {

namespace fs = std::filesystem;

using nlohmann::json;
using property::Random;

constexpr std::size_t kLargestCase = 64U << 10U;
constexpr std::size_t kLongestText = 1U << 20U;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string hostile_text(Random& random) {
  if (random.chance(3)) {
    return std::string(1 + random.below(20'000), "a*${"[random.below(4)]);
  }
  return std::string(kHostileTexts[random.below(kHostileTexts.size())]);
}

json hostile_value(Random& random) {
  switch (random.below(12)) {
    case 0:
      return nullptr;
    case 1:
      return random.chance(50);
    case 2:
      return -1;
    case 3:
      return 1e308;
    case 4:
      return json::array();
    case 5:
      return json::object();
    case 6: {
      json deep = hostile_text(random);
      for (std::size_t i = random.below(200); i > 0; --i) {
        deep = random.chance(50) ? json::array({deep}) : json{{"a", deep}};
      }
      return deep;
    }
    case 7: {
      json wide = json::array();
      for (std::size_t i = random.below(2000); i > 0; --i) {
        wide.push_back("x" + std::to_string(i));
      }
      return wide;
    }
    default:
      return hostile_text(random);
  }
}

/// All values of a document, with the ones that they stand in.
void collect(json& value, std::vector<json*>& found) {  // NOLINT(misc-no-recursion)
  found.push_back(&value);
  if (value.is_structured()) {
    for (auto& inner : value) {
      collect(inner, found);
    }
  }
}

json& any_value(json& document, Random& random) {
  std::vector<json*> found;
  collect(document, found);
  return *found[random.below(found.size())];
}

/// A text in it, or any value where there is none.
json& any_text(json& document, Random& random) {
  std::vector<json*> found;
  collect(document, found);
  std::vector<json*> texts;
  std::copy_if(found.begin(), found.end(), std::back_inserter(texts), [](const json* one) {
    return one->is_string();
  });
  return texts.empty() ? *found[random.below(found.size())] : *texts[random.below(texts.size())];
}

json any_foreign_value(const std::vector<Case>& cases, Random& random) {
  const Case& other = cases[random.below(cases.size())];
  auto file = other.files.begin();
  std::advance(file, static_cast<std::ptrdiff_t>(random.below(other.files.size())));
  json document = json::parse(file->second, nullptr, false);
  return document.is_discarded() ? hostile_value(random) : any_value(document, random);
}

/// What scenarios are composed with.
void compose(json& document, const Case& one, Random& random) {
  if (!document.is_object()) {
    return;
  }
  const auto file = [&] {
    auto at = one.files.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(random.below(one.files.size())));
    return at->first;
  };
  for (const char* name : {"variables", "matrix"}) {
    if (document.contains(name) && !document[name].is_object()) {
      document.erase(name);
    }
  }
  switch (random.below(4)) {
    case 0:
      document["extends"] = random.chance(50) ? json(file()) : json::array({file(), file()});
      break;
    case 1:
      for (std::size_t i = 0; i < 1 + random.below(30); ++i) {
        document["variables"]["v" + std::to_string(i)] =
            random.chance(60)
                ? json("${{ v" + std::to_string(i + 1) + " }}${{ v" + std::to_string(i + 1) + " }}")
                : hostile_value(random);
      }
      any_value(document, random) = "${{ v0 }}";
      break;
    case 2:
      for (std::size_t i = 0; i < 1 + random.below(3); ++i) {
        document["matrix"]["m" + std::to_string(i)] = {hostile_text(random), "b"};
      }
      any_value(document, random) = "${{ m0 }}";
      break;
    default:
      document["from"] = random.chance(50) ? json(file()) : json{{"policies", {file()}}};
      break;
  }
}

void change_structure(json& document,
                      const std::vector<Case>& cases,
                      const Case& one,
                      Random& random) {
  json& value = any_value(document, random);
  if (random.chance(50)) {
    // One text for another leaves most of a document as good as it was.
    json& text = any_text(document, random);
    json other = random.chance(70) ? any_foreign_value(cases, random) : json(hostile_text(random));
    text = other.is_primitive() ? std::move(other) : json(hostile_text(random));
    return;
  }
  switch (random.below(9)) {
    case 0:
      value = hostile_value(random);
      break;
    case 1:
      if (value.is_structured() && !value.empty()) {
        auto at = value.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(random.below(value.size())));
        value.erase(at);
      }
      break;
    case 2:
      if (value.is_array() && !value.empty()) {
        value.push_back(value[random.below(value.size())]);
      }
      break;
    case 3:
      if (value.is_object() && !value.empty()) {
        auto at = value.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(random.below(value.size())));
        json moved = at.value();
        value.erase(at);
        value[hostile_text(random)] = std::move(moved);
      }
      break;
    case 4: {
      json copy = any_value(document, random);
      any_value(document, random) = std::move(copy);
      break;
    }
    case 5:
      value = random.chance(50) ? json::array({value}) : json{{hostile_text(random), value}};
      break;
    case 6:
      value = any_foreign_value(cases, random);
      break;
    case 7:
      if (value.is_string()) {
        std::string text = value.get<std::string>();
        text.insert(random.below(text.size() + 1), hostile_text(random));
        value = text;
      }
      break;
    default:
      compose(document, one, random);
      break;
  }
}

void change_bytes(std::string& text, const std::vector<Case>& cases, Random& random) {
  const std::size_t at = random.below(text.size() + 1);
  const std::size_t size = std::min<std::size_t>(1 + random.below(64), text.size() - at);
  switch (random.below(7)) {
    case 0:
      if (at < text.size()) {
        text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
      }
      break;
    case 1:
      text.insert(at, 1, static_cast<char>(random.below(256)));
      break;
    case 2:
      text.erase(at, size);
      break;
    case 3:
      text.insert(at, text.substr(at, size));
      break;
    case 4:
      text.resize(at);
      break;
    case 5:
      text.insert(at, hostile_text(random));
      break;
    default: {
      const Case& other = cases[random.below(cases.size())];
      const std::string& more = other.files.begin()->second;
      text = text.substr(0, at) + more.substr(random.below(more.size() + 1));
      break;
    }
  }
}

/// The names of files in a text: strings that end like one.
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t end = text.find(".json"); end != std::string::npos;
       end = text.find(".json", end + 1)) {
    const std::size_t begin = text.find_last_of("\" \n:#", end);
    if (begin != std::string::npos) {
      names.push_back(text.substr(begin + 1, end + 5 - begin - 1));
    }
  }
  return names;
}

/// A scenario with what stands beside it and what it names above, in folders as it had them.
Case scenario_case(const fs::path& scenario) {
  const fs::path inside = "a/b";
  const fs::path folder = scenario.parent_path();
  Case one{folder.string(), {}, (inside / scenario.filename()).string(), Kind::Scenario};
  const auto add = [&](const fs::path& name) {
    const std::string key = (inside / name).lexically_normal().string();
    const fs::path from = folder / name;
    if (!key.starts_with("..") && fs::is_regular_file(from) &&
        fs::file_size(from) <= kLargestCase) {
      one.files[key] = read_file(from);
    }
  };
  for (const auto& entry : fs::directory_iterator(folder)) {
    add(entry.path().filename());
  }
  for (const std::string& name : names_in(read_file(scenario))) {
    add(name);
  }
  return one;
}

Kind kind_of(const std::string& name, const std::string& text) {
  if (name.ends_with(".txt") || name.ends_with(".error")) {
    return Kind::ErrorText;
  }
  const json document = json::parse(text, nullptr, false);
  if (document.is_object() && document.contains("vectors")) {
    return Kind::Vectors;
  }
  return document.is_object() && document.contains("remora") ? Kind::Scenario : Kind::Other;
}

}  // namespace

std::vector<Case> starting_cases(const std::vector<std::string>& folders) {
  std::vector<Case> cases;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (!entry.is_regular_file() || entry.file_size() > kLargestCase || name.ends_with(".md")) {
        continue;
      }
      if (name == "scenario.json" || name == "scenario.yaml") {
        cases.push_back(scenario_case(entry.path()));
      } else {
        const std::string text = read_file(entry.path());
        cases.push_back({entry.path().string(), {{name, text}}, name, kind_of(name, text)});
      }
    }
  }
  // The order of a folder is not the same everywhere.
  std::sort(
      cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.origin < b.origin; });
  return cases;
}

Case mutated(const std::vector<Case>& cases, Random& random) {
  // There are many error texts, and each is like the others.
  Case one = cases[random.below(cases.size())];
  if (one.kind == Kind::ErrorText) {
    one = cases[random.below(cases.size())];
  }
  for (std::size_t i = random.chance(60) ? 1 : random.below(5); i > 0; --i) {
    auto file = one.files.begin();
    std::advance(file, static_cast<std::ptrdiff_t>(random.below(one.files.size())));
    json document = random.chance(85) ? json::parse(file->second, nullptr, false) : json();
    if (document.is_structured()) {
      change_structure(document, cases, one, random);
      file->second = document.dump(
          random.chance(50) ? 2 : -1, ' ', random.chance(30), json::error_handler_t::replace);
    } else {
      change_bytes(file->second, cases, random);
    }
    file->second.resize(std::min(file->second.size(), kLongestText));
  }
  return one;
}

}  // namespace remora::storm
