#include "engine/input/standalone.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/symbol.h"
#include "engine/input/policy_cache.h"
#include "engine/input/variables.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::input {

namespace {

using json::Value;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Members that hold a policy, or a list of them: a string there is one, or names its file.
constexpr auto kPolicyMembers = std::to_array<std::string_view>({"policy",
                                                                 "trustPolicy",
                                                                 "permissionsBoundary",
                                                                 "policies",
                                                                 "serviceControlPolicies",
                                                                 "resourceControlPolicies",
                                                                 "document"});
/// Members whose texts YAML lets stand without quotes even where they look like something else.
constexpr auto kTextMembers = std::to_array<std::string_view>(
    {"context", "status", "assumptions", "EncryptionContextEquals", "EncryptionContextSubset"});
/// Numbers that are numbers.
constexpr auto kCounts = std::to_array<std::string_view>({"remora", "statement", "requests"});

/// Where a value stands.
struct Around {
  bool expectation = false;  // in what is expected: `policy` names a kind there
  bool policy = false;       // a policy, or a list of them
  bool texts = false;        // scalars are texts
};

class Standalone {
 public:
  Standalone(FileReader& files, const Refusals& recorded) : files_(files), recorded_(recorded) {}

  Result<std::string> run(const fixture::Scenario& scenario) {
    const Value root = scenario.json->root();
    writer_.begin_object();
    for (const json::Member& member : root.members()) {
      if (member.key.text() == "deliveries") {
        write_deliveries(member.value);
      } else if (member.key.text() != "assumed" && member.key.text() != "findings" &&
                 member.key.text() != "$schema") {
        write_member(member, {});
      }
    }
    write_remarks(scenario);
    writer_.end_object();
    if (!problems_.empty()) {
      return fail({std::move(problems_)});
    }
    return writer_.take() + "\n";
  }

 private:
  void problem(const Value& value, std::string message) {
    problems_.push_back({Severity::Error, "extract", value.place(), std::move(message), {}});
  }

  void write_deliveries(const Value& deliveries) {
    writer_.key("deliveries").begin_array();
    for (const Value& delivery : deliveries.elements()) {
      writer_.begin_object();
      for (const json::Member& member : delivery.members()) {
        write_member(member, {});
      }
      const auto id = delivery.find("id");
      const auto refused = id ? recorded_.find(id->text()) : recorded_.end();
      if (refused != recorded_.end()) {
        writer_.key("expect").begin_object().member("outcome", "refused");
        if (!refused->second.empty()) {
          writer_.member("error", refused->second);
        }
        writer_.member("records", "fault").end_object();
      }
      writer_.end_object();
    }
    writer_.end_array();
  }

  void write_member(const json::Member& member, Around around) {  // NOLINT(misc-no-recursion)
    const std::string_view name = member.key.text();
    writer_.key(text_of(member.key));
    around.expectation = around.expectation || name == "expect";
    around.policy = !around.expectation && !around.texts && is_one_of(name, kPolicyMembers);
    around.texts = around.texts || is_one_of(name, kTextMembers);
    if (member.value.kind() == json::Kind::Number && !around.texts &&
        (is_one_of(name, kCounts) || !member.value.document().yaml())) {
      writer_.raw(member.value.text());
      return;
    }
    write(member.value, around);
  }

  // Values nest as deep as a document may, which its reader limits.
  void write(const Value& value, Around around) {  // NOLINT(misc-no-recursion)
    const bool yaml = value.document().yaml();
    switch (value.kind()) {
      case json::Kind::Null:
        writer_.null();
        return;
      case json::Kind::Bool:
        yaml&& around.texts ? writer_.string(value.text())
                            : writer_.boolean(value.text() == "true");
        return;
      case json::Kind::Number:
        // In YAML a number without quotes is as good as a text, in JSON it is none.
        yaml ? writer_.string(value.text()) : writer_.raw(value.text());
        return;
      case json::Kind::String:
        if (around.policy) {
          write_policy(value, around);
        } else {
          writer_.string(text_of(value));
        }
        return;
      case json::Kind::Array:
        writer_.begin_array();
        for (const Value& element : value.elements()) {
          write(element, around);
        }
        writer_.end_array();
        return;
      case json::Kind::Object:
        writer_.begin_object();
        around.texts = around.texts || value.find("Statement").has_value();
        for (const json::Member& member : value.members()) {
          write_member(member, around);
        }
        writer_.end_object();
    }
  }

  /// A policy as a text, by its ARN, or in a file.
  void write_policy(const Value& value, Around around) {  // NOLINT(misc-no-recursion)
    const std::string_view text = value.text();
    if (json::holds_document(text) || text.starts_with("arn:")) {
      writer_.string(text_of(value));
      return;
    }
    const auto source = files_.read(normal_path(path_beside(value.source()->name(), text)));
    if (!source) {
      problem(value, source.error().diagnostics.front().message);
      writer_.null();
      return;
    }
    const auto read = json::read(*source);
    if (!read || !(*read)->root().is_object()) {
      writer_.string((*source)->text());
      return;
    }
    kept_.push_back(*read);
    around.policy = false;
    around.texts = true;
    write((*read)->root(), around);
  }

  /// The text, with symbols as they are written.
  std::string text_of(const Value& value) {
    const std::string_view text = value.text();
    if (text.find("${{") != std::string_view::npos) {
      problem(value,
              "a scenario takes \"${{\" for a variable, so that this text cannot stand in one");
    }
    return has_symbol(text) ? with_symbol_expressions(text).value_or(std::string(text))
                            : std::string(text);
  }

  void write_remarks(const fixture::Scenario& scenario) {
    constexpr std::string_view kAssumed = "assumed: ";
    std::vector<std::string_view> assumed;
    for (const Diagnostic& remark : scenario.warnings) {
      if (remark.code == "assumed" && remark.message.starts_with(kAssumed)) {
        assumed.push_back(std::string_view(remark.message).substr(kAssumed.size()));
      }
    }
    if (!assumed.empty()) {
      writer_.key("assumed").begin_array();
      for (const std::string_view one : assumed) {
        writer_.string(readable(one));
      }
      writer_.end_array();
    }
    if (!scenario.findings.empty()) {
      writer_.key("findings").begin_array();
      for (const fixture::Finding& finding : scenario.findings) {
        write_finding(finding);
      }
      writer_.end_array();
    }
  }

  void write_finding(const fixture::Finding& finding) {
    writer_.begin_object().member("code", finding.code);
    if (!finding.delivery.empty()) {
      writer_.member("delivery", finding.delivery);
    }
    writer_.member("message", readable(finding.message));
    if (!finding.hint.empty()) {
      writer_.member("hint", readable(finding.hint));
    }
    if (finding.place.known()) {
      writer_.member("place", to_string(finding.place));
    }
    writer_.end_object();
  }

  FileReader& files_;
  const Refusals& recorded_;
  json::Writer writer_{json::Writer::Style::Indented};
  std::vector<json::DocumentPtr> kept_;
  Diagnostics problems_;
};

}  // namespace

Result<std::string> standalone(const fixture::Scenario& scenario,
                               FileReader& files,
                               const Refusals& recorded) {
  return Standalone(files, recorded).run(scenario);
}

}  // namespace remora::input
