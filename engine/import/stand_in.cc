#include "engine/import/stand_in.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/symbol.h"
#include "engine/import/dynamic_references.h"
#include "engine/import/file.h"

namespace remora::imports {

namespace {

using json::Value;
using OptionalPart = std::optional<Part>;

/// What stands before the name in the ARN of a resource, and which reference gives it beside `Arn`.
struct ArnForm {
  std::string_view type;
  std::string_view before;
  std::string_view also;
};

// Source: AWS CloudFormation Template Reference, "Return values"; Service Authorization Reference.
constexpr auto kArns = std::to_array<ArnForm>({
    {"AWS::S3::Bucket", "arn:aws:s3:::", ""},
    {"AWS::KMS::Key", "arn:aws:kms:<>:<>:key/", ""},
    {"AWS::KMS::ReplicaKey", "arn:aws:kms:<>:<>:key/", ""},
    {"AWS::SNS::Topic", "arn:aws:sns:<>:<>:", "Ref TopicArn"},
    {"AWS::SQS::Queue", "arn:aws:sqs:<>:<>:", ""},
    {"AWS::IAM::Role", "arn:aws:iam::<>:role/", ""},
    {"AWS::IAM::User", "arn:aws:iam::<>:user/", ""},
    {"AWS::IAM::ManagedPolicy", "arn:aws:iam::<>:policy/", "Ref PolicyArn"},
    {"AWS::Lambda::Function", "arn:aws:lambda:<>:<>:function:", ""},
    {"AWS::Logs::LogGroup", "arn:aws:logs:<>:<>:log-group:", ""},
    {"AWS::Events::Rule", "arn:aws:events:<>:<>:rule/", ""},
    {"AWS::CloudTrail::Trail", "arn:aws:cloudtrail:<>:<>:trail/", ""},
    {"AWS::StepFunctions::StateMachine", "arn:aws:states:<>:<>:stateMachine:", "Ref"},
    {"AWS::SecretsManager::Secret", "arn:aws:secretsmanager:<>:<>:secret:", "Ref Id"},
    {"AWS::DynamoDB::Table", "arn:aws:dynamodb:<>:<>:table/", ""},
    {"AWS::KinesisFirehose::DeliveryStream", "arn:aws:firehose:<>:<>:deliverystream/", ""},
    {"AWS::CodeBuild::Project", "arn:aws:codebuild:<>:<>:project/", ""},
});

/// An ARN whose account and Region nobody says.
std::string arn_of(std::string_view form, std::string_view id) {
  std::string arn;
  bool region = std::count(form.begin(), form.end(), '<') == 2;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '<') {
      arn += make_unknown(region ? "Region" : "account");
      region = false;
      ++i;
    } else {
      arn += form[i];
    }
  }
  // That of a log group covers its streams.
  return arn + make_unknown(id) + (form.ends_with(":log-group:") ? ":*" : "");
}

Part without_references(Part part) {
  part.text = without_dynamic_references(
      part.text, [](const DynamicReference& one) { return make_unknown(readable(one.key)); });
  return part;
}

}  // namespace

std::optional<TemplateFunction> template_function(const Value& value) {
  // The place of a value of YAML begins with its tag.
  const std::string_view text = value.source()->text();
  const std::size_t at = value.span().begin;
  if (value.document().yaml() && at < text.size() && text[at] == '!') {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    const std::string_view name = text.substr(at + 1, end - at - 1);
    return TemplateFunction{(name == "Ref" ? "" : "Fn::") + std::string(name), value};
  }
  const auto members = value.members();
  const bool named = members.size() == 1 &&
                     (members[0].key.text() == "Ref" || members[0].key.text().starts_with("Fn::"));
  return named
             ? std::optional(TemplateFunction{std::string(members[0].key.text()), members[0].value})
             : std::nullopt;
}

/// The functions, with what stands in for their results.
class StandIns::Functions {
 public:
  explicit Functions(const StandIns& values) : values_(values) {}

  // NOLINTNEXTLINE(misc-no-recursion): as deep as the reader
  OptionalPart result(const TemplateFunction& call, const Place& place) const {
    const Value& argument = call.argument;
    const auto parts = argument.elements();
    if (call.name == "Fn::If") {
      auto found = branches(argument);
      return found.empty() ? std::nullopt : OptionalPart(std::move(found.front()));
    }
    if (call.name == "Ref") {
      return argument.text() == "AWS::NoValue"
                 ? std::nullopt
                 : OptionalPart(Part::string(variable(argument.text()), place));
    }
    if (call.name == "Fn::GetAtt") {
      std::string name(parts.empty() ? argument.text() : parts[0].text());
      name += parts.size() > 1 ? "." + std::string(parts[1].text()) : std::string();
      return Part::string(variable(name), place);
    }
    if (call.name == "Fn::Sub") {
      return without_references(
          Part::string(substituted(parts.empty() ? argument.text() : parts[0].text()), place));
    }
    if (call.name == "Fn::Join" && parts.size() == 2 && parts[1].is_array() &&
        !template_function(parts[1])) {
      return without_references(join(parts[0].text(), parts[1], place));
    }
    return Part::string(make_unknown(call.name), place);
  }

  /// What both branches of a choice give.
  std::vector<Part> branches(const Value& argument) const {  // NOLINT(misc-no-recursion)
    std::vector<Part> found;
    const auto parts = argument.elements();
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (auto part = values_.of(parts[i])) {
        found.push_back(*std::move(part));
      }
    }
    return found;
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion)
  Part join(std::string_view between, const Value& list, const Place& place) const {
    std::string text;
    bool first = true;
    for (const Value& element : list.elements()) {
      const OptionalPart part = values_.of(element);
      if (part && part->kind == json::Kind::String) {
        text += (first ? "" : std::string(between)) + part->text;
        first = false;
      }
    }
    return Part::string(text, place);
  }

  /// What a name stands for: `AWS::Partition`, `Logs`, `Logs.Arn`.
  [[nodiscard]] std::string variable(std::string_view name) const {
    if (name == "AWS::Partition") {
      return "aws";
    }
    if (name == "AWS::URLSuffix") {
      return "amazonaws.com";
    }
    const std::string_view id = name.substr(0, name.find('.'));
    const std::string_view attribute = id.size() < name.size() ? name.substr(id.size() + 1) : "Ref";
    const auto resources = values_.body_.find("Resources");
    const auto resource = resources ? resources->find(id) : std::nullopt;
    const std::string type = resource ? member_text(*resource, "Type") : std::string();
    const auto form = std::find_if(
        kArns.begin(), kArns.end(), [&](const ArnForm& row) { return row.type == type; });
    const bool is_arn = form != kArns.end() &&
                        (attribute == "Arn" || form->also.find(attribute) != form->also.npos);
    return is_arn ? arn_of(form->before, id) : make_unknown(name);
  }

  [[nodiscard]] std::string substituted(std::string_view text) const {
    std::string out;
    while (!text.empty()) {
      const std::size_t begin = text.find("${");
      const std::size_t end = begin == text.npos ? begin : text.find('}', begin);
      if (end == text.npos) {
        return out + std::string(text);
      }
      const std::string_view name = text.substr(begin + 2, end - begin - 2);
      out += text.substr(0, begin);
      out += name.starts_with('!') ? "${" + std::string(name.substr(1)) + "}" : variable(name);
      text.remove_prefix(end + 1);
    }
    return out;
  }

  const StandIns& values_;
};

// NOLINTNEXTLINE(misc-no-recursion): as deep as the reader
OptionalPart StandIns::of(const Value& value) const {
  const Functions functions(*this);
  if (const auto function = template_function(value)) {
    return functions.result(*function, value.place());
  }
  if (value.is_array()) {
    Part list = Part::list(value.place());
    for (const Value& element : value.elements()) {
      const auto function = template_function(element);
      if (function && function->name == "Fn::If") {
        for (Part& one : functions.branches(function->argument)) {
          list.append(std::move(one));
        }
      } else if (auto part = of(element)) {
        list.append(*std::move(part));
      }
    }
    return list;
  }
  if (value.is_object()) {
    Part object = Part::object(value.place());
    for (const json::Member& member : value.members()) {
      if (auto part = of(member.value)) {
        part->name = member.key.text();
        object.children.push_back(*std::move(part));
      }
    }
    return object;
  }
  return value.is_null()
             ? Part::copy(value)
             : without_references(Part::string(std::string(value.text()), value.place()));
}

}  // namespace remora::imports
