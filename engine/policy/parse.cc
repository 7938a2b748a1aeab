#include "engine/policy/parse.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/policy/size.h"
#include "engine/policy/warnings.h"

namespace remora {

namespace {

using Fault = PolicyFault;

constexpr std::array<std::string_view, 3> kPolicyElements = {"Version", "Id", "Statement"};

constexpr std::array<std::string_view, 9> kStatementElements = {"Sid",
                                                                "Effect",
                                                                "Principal",
                                                                "NotPrincipal",
                                                                "Action",
                                                                "NotAction",
                                                                "Resource",
                                                                "NotResource",
                                                                "Condition"};

constexpr std::array<std::string_view, 4> kPrincipalTypes = {
    "AWS", "Service", "Federated", "CanonicalUser"};

bool is_element(std::string_view name, std::string_view plain, std::string_view negated) {
  return name == plain || name == negated;
}

class Parser {
 public:
  Parser(const json::DocumentPtr& json, json::Value value, PolicyType type)
      : sink_(value.source()) {
    policy_ = std::make_shared<PolicyDocument>();
    policy_->json = json;
    policy_->type = type;
    policy_->span = value.span();
    policy_->value = value;
  }

  Result<PolicyPtr> parse() {
    const json::Value value = *policy_->value;
    if (!value.is_object()) {
      error(value.place(),
            Fault::PolicyType,
            "a policy must be an object, this is " + std::string(with_article(value.kind())));
      return finish();
    }
    bool has_statement = false;
    for (const json::Member& member : value.members()) {
      const std::string_view name = member.key.text();
      if (name == "Version") {
        version(member.value);
      } else if (name == "Id") {
        policy_->id = string(member.value, "Id");
      } else if (name == "Statement") {
        has_statement = true;
        statements(member.value);
      } else {
        unknown_element(member.key, kPolicyElements, "a policy");
      }
    }
    if (!has_statement) {
      error(value.place(), Fault::MissingStatement, "the policy has no \"Statement\"");
    }
    warn_about_sids(policy_->statements, sink_);
    return finish();
  }

 private:
  /// Where the value stands in the policy's source. What came there from another text counts as
  /// standing where the policy begins.
  [[nodiscard]] Span span_of(const json::Value& value) const {
    const std::uint32_t begin = policy_->span.begin;
    return value.source() == sink_.source() ? value.span() : Span{begin, begin};
  }

  Result<PolicyPtr> finish() {
    if (sink_.has_errors()) {
      return fail({sink_.take()});
    }
    policy_->warnings = sink_.take();
    return std::move(policy_);
  }

  void error(Place place, Fault fault, std::string message, std::string hint = {}) {
    sink_.error(
        std::move(place), std::string(to_string(fault)), std::move(message), std::move(hint));
  }

  /// The same for a range of the policy's own text.
  void error(Span span, Fault fault, std::string message, std::string hint = {}) {
    error(Place{sink_.source(), span}, fault, std::move(message), std::move(hint));
  }

  void warning(Place place, Fault fault, std::string message, std::string hint = {}) {
    sink_.warning(
        std::move(place), std::string(to_string(fault)), std::move(message), std::move(hint));
  }

  void unknown_element(const json::Value& key,
                       std::span<const std::string_view> known,
                       std::string_view where) {
    std::string hint = did_you_mean(key.text(), known);
    if (hint.empty()) {
      hint = "it may have";
      for (const std::string_view name : known) {
        hint += (name == known.front() ? " " : ", ") + std::string(name);
      }
    }
    error(key.place(),
          Fault::UnknownElement,
          std::string(where) + " has no element " + in_quotes(key.text()),
          std::move(hint));
  }

  void wrong_type(const json::Value& value, std::string_view element, std::string_view wanted) {
    error(value.place(),
          Fault::ElementType,
          in_quotes(element) + " must be " + std::string(wanted) + ", this is " +
              std::string(with_article(value.kind())));
  }

  std::optional<PolicyText> string(const json::Value& value, std::string_view element) {
    if (!value.is_string()) {
      wrong_type(value, element, "a string");
      return std::nullopt;
    }
    return PolicyText{value.text(), span_of(value)};
  }

  void version(const json::Value& value) {
    // YAML reads 2012-10-17 without quotes as text, so no other type can be meant.
    const std::optional<PolicyText> text = string(value, "Version");
    if (!text) {
      return;
    }
    policy_->version_text = text;
    if (text->text == "2012-10-17") {
      policy_->version = PolicyVersion::V2012;
    } else if (text->text != "2008-10-17") {
      error(value.place(),
            Fault::Version,
            "there is no policy language version " + in_quotes(text->text),
            "use \"2012-10-17\"");
    }
  }

  void statements(const json::Value& value) {
    if (value.is_object()) {
      statement(value);
      return;
    }
    if (!value.is_array()) {
      wrong_type(value, "Statement", "an object or an array of objects");
      return;
    }
    for (const json::Value& element : value.elements()) {
      if (element.is_object()) {
        statement(element);
      } else {
        wrong_type(element, "Statement", "an array of objects");
      }
    }
    if (policy_->statements.empty() && !sink_.has_errors()) {
      warning(value.place(), Fault::NoStatements, "the policy has no statements");
    }
  }

  void statement(const json::Value& value) {
    Statement statement;
    statement.index = policy_->statements.size();
    statement.span = span_of(value);
    bool has_effect = false;
    for (const json::Member& member : value.members()) {
      const std::string_view name = member.key.text();
      if (name == "Sid") {
        statement.sid = string(member.value, "Sid");
      } else if (name == "Effect") {
        has_effect = true;
        effect(member.value, statement);
      } else if (is_element(name, "Principal", "NotPrincipal")) {
        if (unique(member, statement.principal.present)) {
          principal(member, statement.principal);
        }
      } else if (is_element(name, "Action", "NotAction")) {
        if (unique(member, statement.action.present)) {
          patterns(member, statement.action);
        }
      } else if (is_element(name, "Resource", "NotResource")) {
        if (unique(member, statement.resource.present)) {
          patterns(member, statement.resource);
        }
      } else if (name == "Condition") {
        condition(member.value, statement);
      } else {
        unknown_element(member.key, kStatementElements, "a statement");
      }
    }
    if (!has_effect) {
      error(value.place(), Fault::MissingEffect, "the statement has no \"Effect\"");
    }
    warn_about_elements(statement, policy_->type, sink_);
    policy_->statements.push_back(std::move(statement));
  }

  bool unique(const json::Member& member, bool present) {
    if (present) {
      error(member.key.place(),
            Fault::BothForms,
            "a statement cannot have " + in_quotes(member.key.text()) + " beside its opposite",
            "keep one of the two");
    }
    return !present;
  }

  void effect(const json::Value& value, Statement& statement) {
    const std::optional<PolicyText> text = string(value, "Effect");
    statement.effect_span = span_of(value);
    if (!text) {
      return;
    }
    if (text->text == "Allow") {
      statement.effect = Effect::Allow;
    } else if (text->text != "Deny") {
      error(value.place(),
            Fault::Effect,
            "\"Effect\" must be \"Allow\" or \"Deny\" in just this case, not " +
                in_quotes(text->text));
    }
  }

  /// A string; in YAML also a number, because an account id without quotes reads as one.
  static bool is_text(const json::Value& value) {
    return value.is_string() || (value.kind() == json::Kind::Number && value.document().yaml());
  }

  std::vector<PolicyText> strings(const json::Value& value, std::string_view element) {
    std::vector<PolicyText> found;
    if (is_text(value)) {
      found.push_back({value.text(), span_of(value)});
    } else if (value.is_array()) {
      for (const json::Value& item : value.elements()) {
        if (is_text(item)) {
          found.push_back({item.text(), span_of(item)});
        } else {
          wrong_type(item, element, "an array of strings");
        }
      }
    } else {
      wrong_type(value, element, "a string or an array of strings");
    }
    return found;
  }

  void patterns(const json::Member& member, PatternElement& element) {
    element.present = true;
    element.negated = member.key.text().starts_with("Not");
    element.span = span_of(member.value);
    element.values = strings(member.value, member.key.text());
  }

  void principal(const json::Member& member, PrincipalElement& element) {
    element.present = true;
    element.negated = member.key.text().starts_with("Not");
    element.span = span_of(member.value);
    if (member.value.is_string()) {
      const PolicyText value{member.value.text(), span_of(member.value)};
      if (value.text != "*") {
        error(value.span,
              Fault::Principal,
              in_quotes(member.key.text()) + " as a string can only be \"*\"",
              "write {\"AWS\": ...} or {\"Service\": ...}");
      }
      element.entries.push_back({PrincipalType::Any, value});
      return;
    }
    if (!member.value.is_object()) {
      wrong_type(member.value, member.key.text(), "\"*\" or an object");
      return;
    }
    for (const json::Member& entry : member.value.members()) {
      const auto* const found =
          std::find(kPrincipalTypes.begin(), kPrincipalTypes.end(), entry.key.text());
      if (found == kPrincipalTypes.end()) {
        unknown_element(entry.key, kPrincipalTypes, "a principal");
        continue;
      }
      const auto type = static_cast<PrincipalType>(found - kPrincipalTypes.begin() + 1);
      for (const PolicyText& value : strings(entry.value, entry.key.text())) {
        element.entries.push_back({type, value});
      }
    }
  }

  void condition(const json::Value& value, Statement& statement) {
    if (!value.is_object()) {
      wrong_type(value, "Condition", "an object of operators");
      return;
    }
    for (const json::Member& block : value.members()) {
      if (!block.value.is_object()) {
        wrong_type(block.value, block.key.text(), "an object of condition keys");
        continue;
      }
      for (const json::Member& test : block.value.members()) {
        ConditionEntry entry;
        entry.operator_name = {block.key.text(), span_of(block.key)};
        entry.key = {test.key.text(), span_of(test.key)};
        entry.span = span_of(test.value);
        condition_values(test.value, entry);
        statement.conditions.push_back(std::move(entry));
      }
    }
  }

  void condition_values(const json::Value& value, ConditionEntry& entry) {
    // Quotation marks are optional for numbers and booleans (grammar page); their text counts.
    const auto add = [&](const json::Value& item) {
      if (item.is_null() || item.is_array() || item.is_object()) {
        error(item.place(),
              Fault::ConditionValue,
              "the value of a condition key must be a string, a number, a boolean or a "
              "list of those, this is " +
                  std::string(with_article(item.kind())));
        return;
      }
      entry.values.push_back({item.text(), span_of(item)});
    };
    if (value.is_array()) {
      for (const json::Value& item : value.elements()) {
        add(item);
      }
    } else {
      add(value);
    }
  }

  std::shared_ptr<PolicyDocument> policy_;
  DiagnosticSink sink_;
};

}  // namespace

Result<PolicyPtr> parse_policy(const json::DocumentPtr& json, json::Value value, PolicyType type) {
  if (const SourcePtr text = json::embedded_document(value)) {
    return parse_policy(text, type);
  }
  if (auto error = too_large(value)) {
    return fail(*std::move(error));
  }
  return Parser(json, value, type).parse();
}

Result<PolicyPtr> parse_policy(const SourcePtr& source, PolicyType type) {
  const SourcePtr text = json::without_percent_encoding(source);
  if (text->text().size() > text->limits()[Limit::PolicyBytes]) {
    return fail(beyond({text, {}}, Limit::PolicyBytes));
  }
  return json::read(text).and_then(
      [type](const json::DocumentPtr& json) { return parse_policy(json, json->root(), type); });
}

}  // namespace remora
