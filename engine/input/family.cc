#include "engine/input/family.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/input/from.h"
#include "engine/input/policy_cache.h"
#include "engine/json/read.h"

namespace remora::input {

class FamilyReader {
 public:
  FamilyReader(const json::DocumentPtr& json, FileReader& files) : files_(files) {
    family_.documents_.push_back(json);
  }

  Result<Family> read() {
    const json::DocumentPtr json = family_.documents_.front();
    const json::Value root = json->root();
    family_.combinations_ = {0};
    if (!root.is_object() || !is_composed(root, json->source()->text())) {
      return std::move(family_);
    }
    family_.composed_ = true;
    Tree scenario = read_file(json);
    if (!problems_.empty()) {
      return fail({std::move(problems_)});
    }
    family_.abstract_ = abstract_;
    DiagnosticSink sink(json->source());
    family_.variables_ = take(scenario, "variables");
    family_.matrix_ = take(scenario, "matrix");
    family_.scenario_ = std::make_unique<Tree>(std::move(scenario));
    check_variables(sink);
    read_matrix(sink);
    if (sink.has_errors()) {
      return fail({sink.take()});
    }
    return std::move(family_);
  }

 private:
  static bool is_composed(const json::Value& root, std::string_view text) {
    return root.find("extends") || root.find("from") || root.find("variables") ||
           root.find("matrix") || root.find("abstract") ||
           text.find("${{") != std::string_view::npos;
  }

  static std::unique_ptr<Tree> take(Tree& scenario, std::string_view name) {
    Tree* found = scenario.find(name);
    if (found == nullptr) {
      return nullptr;
    }
    auto taken = std::make_unique<Tree>(std::move(*found));
    scenario.erase(taken->key());
    return taken;
  }

  void problem(Place place, std::string message, std::string hint = {}) {
    problems_.push_back(
        {Severity::Error, "extends", std::move(place), std::move(message), std::move(hint)});
  }

  /// The file with all that it extends put below it.
  Tree read_file(const json::DocumentPtr& json) {  // NOLINT(misc-no-recursion)
    const SourcePtr& source = json->source();
    Tree own = plant(json->root());
    const bool outermost = chain_.empty();
    if (const Tree* flag = own.find("abstract"); flag != nullptr && outermost) {
      abstract_ = flag->text() == "true";
    }
    own.erase("abstract");
    chain_.push_back(normal_path(source->name()));
    Tree merged{json->root(), std::nullopt, {}};
    if (const auto extends = json->root().find("extends")) {
      for (const json::Value& name :
           extends->is_array() ? extends->elements() : std::vector<json::Value>{*extends}) {
        if (too_many_) {
          break;
        }
        if (auto base = open(name, source)) {
          merge_scenarios(merged, read_file(*base));
        }
      }
    }
    chain_.pop_back();
    own.erase("extends");
    merge_scenarios(merged, std::move(own));
    return merged;
  }

  std::optional<json::DocumentPtr> open(const json::Value& name, const SourcePtr& source) {
    if (!name.is_string()) {
      problem(name.place(), "\"extends\" names a file, or a list of files");
      return std::nullopt;
    }
    const std::string path = normal_path(path_beside(source->name(), name.text()));
    if (std::find(chain_.begin(), chain_.end(), path) != chain_.end()) {
      problem(name.place(), in_quotes(name.text()) + " extends this file again");
      return std::nullopt;
    }
    for (const auto& [count, limit] : {std::pair(chain_.size(), Limit::ExtendsDepth),
                                       std::pair(family_.documents_.size(), Limit::ExtendsFiles)}) {
      if (const Limits& limits = source->limits(); count > limits[limit]) {
        problem(name.place(), limits.message(limit), limits.hint(limit));
        too_many_ = true;
        return std::nullopt;
      }
    }
    auto text = read_named(files_, source->name(), name.text(), path);
    if (!text) {
      for (const Diagnostic& one : text.error().diagnostics) {
        problem(name.place(), one.message, one.hint);
      }
      return std::nullopt;
    }
    auto json = json::read(*text);
    if (!json) {
      const Diagnostics& found = json.error().diagnostics;
      problems_.insert(problems_.end(), found.begin(), found.end());
      return std::nullopt;
    }
    if (!(*json)->root().is_object() || !(*json)->root().find("remora")) {
      problem(
          name.place(), in_quotes(name.text()) + " is no scenario", "a scenario has \"remora\": 1");
      return std::nullopt;
    }
    family_.documents_.push_back(*json);
    return *json;
  }

  void check_variables(DiagnosticSink& sink) const {
    if (family_.variables_ && !family_.variables_->is_object()) {
      sink.error(family_.variables_->place(),
                 "variables",
                 "\"variables\" is an object that gives each name its value");
    }
  }

  void read_matrix(DiagnosticSink& sink) {
    if (!family_.matrix_) {
      return;
    }
    if (!family_.matrix_->is_object()) {
      sink.error(family_.matrix_->place(), "matrix", "\"matrix\" is an object, an axis a member");
      return;
    }
    for (const Tree& axis : family_.matrix_->children) {
      if (axis.key() != "exclude") {
        read_axis(axis, sink);
      }
    }
    if (family_.axes_.empty() || sink.has_errors()) {
      return;
    }
    std::size_t all = 1;
    const Limits& limits = sink.source()->limits();
    for (const Family::Axis& axis : family_.axes_) {
      all *= axis.values.size();
      if (all > limits[Limit::Combinations]) {
        sink.error(family_.matrix_->place(),
                   "matrix",
                   limits.message(Limit::Combinations),
                   limits.hint(Limit::Combinations));
        return;
      }
    }
    family_.combinations_.clear();
    for (std::size_t i = 0; i < all; ++i) {
      family_.combinations_.push_back(i);
    }
    if (const Tree* exclude = family_.matrix_->find("exclude")) {
      read_exclusions(*exclude, sink);
    }
  }

  static bool is_exclude_meant(std::string_view axis) {
    constexpr auto kExclude = std::to_array<std::string_view>({"exclude"});
    return !nearest(axis, kExclude).empty();
  }

  void read_axis(const Tree& tree, DiagnosticSink& sink) {
    Family::Axis& axis = family_.axes_.emplace_back();
    axis.name = tree.key();
    for (const Tree& value : tree.children) {
      axis.values.push_back({tree.is_object() ? value.key() : value.text(), &value});
      if (tree.is_array() && !value.is_scalar()) {
        sink.error(value.place(),
                   "matrix",
                   "a value that is " + std::string(with_article(value.kind())) + " needs a name",
                   is_exclude_meant(tree.key()) ? "did you mean \"exclude\"?"
                                                : "write the axis as an object: {\"name\": value}");
      }
    }
    if (axis.values.empty()) {
      sink.error(tree.place(),
                 "matrix",
                 "the axis " + in_quotes(tree.key()) + " has no values",
                 "it is a list, or an object that names its values");
    }
  }

  void read_exclusions(const Tree& exclude, DiagnosticSink& sink) {
    std::vector<std::string_view> names;
    for (const Family::Axis& axis : family_.axes_) {
      names.push_back(axis.name);
    }
    for (const Tree& rule : exclude.children) {
      for (const Tree& member : rule.children) {
        if (std::find(names.begin(), names.end(), member.key()) == names.end()) {
          sink.error(member.member->place(),
                     "matrix",
                     "the matrix has no axis " + in_quotes(member.key()),
                     did_you_mean(member.key(), names));
        } else {
          check_excluded(member, sink);
        }
      }
      std::erase_if(family_.combinations_, [&](std::size_t one) { return excludes(rule, one); });
    }
    if (family_.combinations_.empty()) {
      sink.error(exclude.place(), "matrix", "nothing is left of the matrix");
    }
  }

  /// A value that the axis does not have takes nothing out.
  void check_excluded(const Tree& member, DiagnosticSink& sink) const {
    const auto axis =
        std::find_if(family_.axes_.begin(), family_.axes_.end(), [&](const Family::Axis& one) {
          return one.name == member.key();
        });
    std::vector<std::string_view> values;
    for (const Family::AxisValue& value : axis->values) {
      values.push_back(value.name);
    }
    if (std::find(values.begin(), values.end(), member.text()) == values.end()) {
      const std::string hint = did_you_mean(member.text(), values);
      sink.error(
          member.place(),
          "matrix",
          "the axis " + in_quotes(member.key()) + " has no value " + in_quotes(member.text()),
          hint.empty() ? "it has " + joined(values) : hint);
    }
  }

  [[nodiscard]] bool excludes(const Tree& rule, std::size_t combination) const {
    const std::vector<std::size_t> chosen = family_.choice(combination);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const Family::Axis& axis = family_.axes_[i];
      const Tree* wanted = rule.find(axis.name);
      if (wanted != nullptr && wanted->text() != axis.values[chosen[i]].name) {
        return false;
      }
    }
    return !rule.children.empty();
  }

  FileReader& files_;
  Family family_;
  std::vector<std::string> chain_;  // the files that are being read, outermost first
  bool abstract_ = false;
  bool too_many_ = false;
  Diagnostics problems_;
};

Result<Family> Family::read(const json::DocumentPtr& json, FileReader& files) {
  return FamilyReader(json, files).read();
}

bool Family::takes_from_inputs() const {
  return input::takes_from_inputs(documents_.front()->root());
}

std::vector<std::size_t> Family::choice(std::size_t combination) const {
  std::vector<std::size_t> chosen(axes_.size());
  for (std::size_t i = axes_.size(); i-- > 0;) {
    chosen[i] = combination % axes_[i].values.size();
    combination /= axes_[i].values.size();
  }
  return chosen;
}

std::string Family::label(std::size_t index) const {
  std::string text;
  const std::vector<std::size_t> chosen = choice(combinations_[index]);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    text += (text.empty() ? "" : ", ") + std::string(axes_[i].name) + "=" +
            std::string(axes_[i].values[chosen[i]].name);
  }
  return text;
}

Result<FamilyMember> Family::member(std::size_t index) const {
  if (!scenario_) {
    return FamilyMember{documents_.front(), {}};
  }
  Variables variables;
  if (variables_) {
    for (const Tree& variable : variables_->children) {
      variables.emplace(variable.key(), &variable);
    }
  }
  const std::vector<std::size_t> chosen = choice(combinations_[index]);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    variables.insert_or_assign(axes_[i].name, axes_[i].values[chosen[i]].value);
  }
  const bool yaml = std::any_of(
      documents_.begin(), documents_.end(), [](const auto& one) { return one->yaml(); });
  DiagnosticSink sink(documents_.front()->source());
  json::DocumentBuilder builder(sink.source(), yaml);
  Substitution substitution(variables, builder, sink);
  substitution.write(*scenario_);
  if (variables_) {
    for (const Tree& variable : variables_->children) {
      // One that an axis has another value for is used by other combinations.
      const bool is_meant = variables.at(variable.key()) == &variable;
      if (is_meant && !substitution.used().contains(variable.key())) {
        sink.warning(variable.member->place(),
                     "variables",
                     "the variable " + in_quotes(variable.key()) + " is never used");
      }
    }
  }
  if (sink.has_errors()) {
    return fail({sink.take()});
  }
  return FamilyMember{builder.finish(), sink.take()};
}

}  // namespace remora::input
