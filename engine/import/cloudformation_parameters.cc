#include "engine/import/cloudformation_parameters.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/base/words.h"
#include "engine/import/cloudformation_pattern.h"
#include "engine/json/read.h"

namespace remora::imports::cloudformation {

namespace {

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

/// A number of a declaration, which may be written as a text.
std::optional<double> number_in(const json::Value& declared, std::string_view member) {
  const auto value = declared.find(member);
  return value ? as_number(value->text()) : std::nullopt;
}

std::string sentence(const json::Value& declared, std::string otherwise) {
  const std::string own = member_text(declared, "ConstraintDescription");
  return own.empty() ? std::move(otherwise) : own;
}

void add_all(const json::Value& names, GivenValues& values, Snapshot& snapshot) {
  for (const json::Member& member : names.members()) {
    std::string text;
    if (member.value.is_array()) {
      for (const json::Value& element : member.value.elements()) {
        text += (text.empty() ? "" : ",") + std::string(element.text());
      }
    } else if (member.value.is_object()) {
      snapshot.sink().error(member.value.place(), "parameters", "a parameter's value is a text");
      continue;
    } else {
      text = member.value.text();
    }
    values.insert_or_assign(std::string(member.key.text()), GivenValue{text, member.value.place()});
  }
}

void add_pairs(const json::Value& list, GivenValues& values, Snapshot& snapshot) {
  for (const json::Value& one : list.elements()) {
    const auto key = one.find("ParameterKey");
    const auto value = one.find("ParameterValue");
    if (key && value) {
      values.insert_or_assign(std::string(key->text()),
                              GivenValue{std::string(value->text()), value->place()});
    } else if (one.is_string() && one.text().find('=') != std::string_view::npos) {
      const std::size_t equals = one.text().find('=');  // as `aws cloudformation deploy` takes them
      values.insert_or_assign(std::string(one.text().substr(0, equals)),
                              GivenValue{std::string(one.text().substr(equals + 1)), one.place()});
    } else if (!key || !one.find("UsePreviousValue")) {
      snapshot.sink().error(one.place(),
                            "parameters",
                            "this is no parameter",
                            R"({"ParameterKey": "NAME", "ParameterValue": "VALUE"})");
    }
  }
}

}  // namespace

bool is_no_echo(const json::Value& declared) {
  return to_ascii_lower(member_text(declared, "NoEcho")) == "true";
}

std::vector<std::string> secrets_of(const Template& body, const GivenValues& given) {
  std::vector<std::string> found;
  for (const auto& [name, declared] : body.parameters()) {
    if (!is_no_echo(declared.value)) {
      continue;
    }
    const auto said = given.find(name);
    std::string text =
        said != given.end() ? said->second.text : member_text(declared.value, "Default");
    for (std::string& element : split_list(text)) {
      found.push_back(std::move(element));
    }
    found.push_back(std::move(text));
  }
  return found;
}

ParameterValue value_of_parameter(std::string_view name,
                                  const json::Member& declaration,
                                  const GivenValues& given,
                                  Session& session) {
  const json::Value& declared = declaration.value;
  const Place place = declaration.key.place();
  const std::string type = member_text(declared, "Type");
  const std::string it = "parameter " + std::string(name);
  ParameterValue value;
  value.list = type == "CommaDelimitedList" || type.starts_with("List<") ||
               type.find("Value<List<") != std::string::npos ||
               type.find("Value<CommaDelimitedList") != std::string::npos;
  const auto said = given.find(name);
  const auto otherwise = declared.find("Default");
  if (said != given.end()) {
    value.given = &said->second;
    value.text = said->second.text;
  } else if (otherwise && otherwise->is_array()) {
    for (const json::Value& element : otherwise->elements()) {
      value.text += (value.text.empty() ? "" : ",") + std::string(element.text());
    }
  } else if (otherwise) {
    value.text = otherwise->text();
  } else {
    value.text = session.unknown(
        it, {it, it + " has no value", place, "--param " + std::string(name) + "=VALUE"});
    return value;
  }
  if (!type.starts_with("AWS::SSM::Parameter::Value")) {
    return value;
  }
  const auto& known = session.options.ssm;
  const auto found = std::find_if(
      known.begin(), known.end(), [&](const NamedText& one) { return one.first == value.text; });
  if (found != known.end()) {
    value.text = found->second;
  } else if (value.given == nullptr || value.given->place.known() || !value.text.empty()) {
    const std::string supply = "--ssm " + value.text + "=VALUE";
    value.text =
        session.unknown(it, {it, "it is what Systems Manager has as " + value.text, place, supply});
  }
  return value;
}

std::optional<Problem> problem_with(std::string_view value, const json::Value& declared) {
  const std::string shown = is_no_echo(declared) ? "****" : in_quotes(value);
  if (const auto allowed = declared.find("AllowedValues")) {
    const std::vector<json::Value> values = allowed->elements();
    const bool is_one = std::any_of(
        values.begin(), values.end(), [&](const json::Value& one) { return one.text() == value; });
    if (!is_one) {
      std::vector<std::string_view> texts;
      for (const json::Value& one : values) {
        texts.push_back(one.text());
      }
      return Problem{"is not allowed to be " + shown, "it is one of " + joined(texts)};
    }
  }
  const auto pattern = declared.find("AllowedPattern");
  if (pattern && matches_pattern(value, pattern->text()) == Match::No) {
    return Problem{"is not allowed to be " + shown,
                   sentence(declared, "its pattern is " + std::string(pattern->text()))};
  }
  const auto length = static_cast<double>(value.size());
  if (const auto least = number_in(declared, "MinLength"); least && length < *least) {
    return Problem{"is too short",
                   sentence(declared, "MinLength is " + member_text(declared, "MinLength"))};
  }
  if (const auto most = number_in(declared, "MaxLength"); most && length > *most) {
    return Problem{"is too long",
                   sentence(declared, "MaxLength is " + member_text(declared, "MaxLength"))};
  }
  if (member_text(declared, "Type") != "Number") {
    return std::nullopt;
  }
  const auto number = as_number(value);
  if (!number) {
    return Problem{"is a number, and " + shown + " is none", {}};
  }
  if (const auto least = number_in(declared, "MinValue"); least && *number < *least) {
    return Problem{"is too small",
                   sentence(declared, "MinValue is " + member_text(declared, "MinValue"))};
  }
  if (const auto most = number_in(declared, "MaxValue"); most && *number > *most) {
    return Problem{"is too large",
                   sentence(declared, "MaxValue is " + member_text(declared, "MaxValue"))};
  }
  return std::nullopt;
}

std::vector<std::string> allowed_values(const Template& body, const json::Value& value) {
  std::vector<std::string> found;
  const auto call = function_of(value);
  if (!call || call->name != "Ref") {
    return found;
  }
  const auto declared = body.parameters().find(call->argument.text());
  const auto allowed = declared != body.parameters().end()
                           ? declared->second.value.find("AllowedValues")
                           : std::nullopt;
  for (const json::Value& one : allowed ? allowed->elements() : std::vector<json::Value>()) {
    found.emplace_back(one.text());
  }
  return found;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> elements;
  while (true) {
    const std::size_t comma = text.find(',');
    elements.emplace_back(without_blanks(text.substr(0, comma)));
    if (comma == std::string_view::npos) {
      return elements;
    }
    text.remove_prefix(comma + 1);
  }
}

GivenValues read_parameters(const Options& options, FileReader& files, Snapshot& snapshot) {
  GivenValues values;
  for (const std::string& path : options.parameter_files) {
    const auto source = files.read(path);
    const auto json =
        source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
    if (!json) {
      snapshot.sink().append(json.error().diagnostics);
      continue;
    }
    const json::Value root = (*json)->root();
    const auto parameters = root.find("Parameters");
    if (root.is_array()) {
      add_pairs(root, values, snapshot);
    } else if (parameters && parameters->is_array()) {
      add_pairs(*parameters, values, snapshot);
    } else if (parameters && parameters->is_object()) {
      add_all(*parameters, values, snapshot);
    } else if (root.is_object()) {
      add_all(root, values, snapshot);
    } else {
      snapshot.sink().error(root.place(), "parameters", "this is no file of parameters");
    }
  }
  for (const auto& [name, text] : options.parameters) {
    values.insert_or_assign(name, GivenValue{text, {}});
  }
  return values;
}

}  // namespace remora::imports::cloudformation
