#include "tests/property/generate_policy.h"

#include <array>
#include <map>
#include <string_view>

#include "tests/property/vector_text.h"
#include "tests/property/words.h"

namespace remora::property {

namespace {

/// One string, or a list of strings, also an empty one now and then.
template <class Make>
std::string one_or_list(Random& random, Make&& make) {
  if (random.chance(65)) {
    return make();
  }
  std::string list = "[";
  for (std::size_t count = random.chance(4) ? 0 : 1 + random.below(3); count > 0; --count) {
    list += make();
    list += count > 1 ? "," : "";
  }
  return list + "]";
}

/// A key in another case, as policies spell them.
std::string respelled(Random& random, std::string_view name) {
  std::string text(name);
  if (random.chance(10)) {
    for (char& c : text) {
      c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
  }
  return text;
}

/// Numbers and booleans may stand without quotation marks.
std::string condition_value(Random& random, ValueType type) {
  constexpr std::array<std::string_view, 6> kNumbers = {"1", "-1", "1.5", "1e0", "10E-1", "0"};
  if (type == ValueType::Bool && random.chance(30)) {
    return random.chance(50) ? "true" : "false";
  }
  if (type == ValueType::Number && random.chance(20)) {
    return std::string(random.pick(Words(kNumbers)));
  }
  return json_string(operand(random, type));
}

std::string operator_name(Random& random, const KeyWord& key) {
  std::string name;
  if (random.chance(key.multivalued ? 80 : 15)) {
    name = random.chance(50) ? "ForAllValues:" : "ForAnyValue:";
  }
  const std::string_view base =
      random.chance(88) ? operator_for(random, key.type) : any_operator(random);
  name += base;
  // Null knows neither qualifiers nor IfExists.
  if (base == "Null") {
    return "Null";
  }
  return random.chance(20) ? name + "IfExists" : name;
}

/// The body of a Condition: operators, each with one key or two.
std::string condition_text(Random& random) {
  std::map<std::string, std::map<std::string, std::string>> blocks;
  for (std::size_t count = random.chance(3) ? 0 : 1 + random.below(2); count > 0; --count) {
    const KeyWord& key = random.pick(condition_keys());
    const bool null = random.chance(6);
    const std::string op = null ? "Null" : operator_name(random, key);
    blocks[op][respelled(random, key.name)] = one_or_list(
        random, [&] { return condition_value(random, op == "Null" ? ValueType::Bool : key.type); });
  }
  std::string text = "{";
  for (const auto& [op, keys] : blocks) {
    text += (text.size() > 1 ? "," : "") + json_string(op) + ":{";
    bool first = true;
    for (const auto& [key, values] : keys) {
      text += (first ? "" : ",") + json_string(key) + ":" + values;
      first = false;
    }
    text += "}";
  }
  return text + "}";
}

/// A condition that narrows to a fixed value, or clearly does not.
std::string clear_condition(Random& random) {
  constexpr std::array<std::string_view, 10> kConditions = {
      R"({"StringEquals":{"aws:PrincipalAccount":"111122223333"}})",
      R"({"StringEquals":{"aws:PrincipalOrgID":"o-*"}})",
      R"({"StringLike":{"aws:SourceVpc":"vpc-*"}})",
      R"({"ArnEquals":{"aws:SourceArn":"arn:aws:s3:*:*:x"}})",
      R"({"StringEquals":{"aws:SourceAccount":"111122223333"}})",
      R"({"StringEquals":{"aws:username":"ana"}})",
      R"({"StringLike":{"aws:PrincipalAccount":["111122223333","4*"]}})",
      R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}})",
      R"({"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}})",
      R"({"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}})"};
  return std::string(random.pick(Words(kConditions)));
}

std::string principal_map(Random& random, PolicyType type) {
  const auto aws = [&] { return json_string(random.pick(aws_principals())); };
  std::string text = "{";
  if (random.chance(80)) {
    text += "\"AWS\":" + one_or_list(random, aws);
  }
  if (random.chance(25)) {
    const auto service = [&] {
      return std::string(random.chance(70)   ? "\"config.amazonaws.com\""
                         : random.chance(60) ? "\"cloudtrail.amazonaws.com\""
                                             : "\"*\"");
    };
    text += (text.size() > 1 ? "," : "") + ("\"Service\":" + one_or_list(random, service));
  }
  if (random.chance(type == PolicyType::Trust ? 50 : 3)) {
    const auto federated = [&] { return json_string(random.pick(federated_requesters())); };
    text += (text.size() > 1 ? "," : "") + ("\"Federated\":" + one_or_list(random, federated));
  }
  return text + "}";
}

std::string principal_element(Random& random, PolicyType type, bool allow, bool clear) {
  if (random.chance(2)) {
    return {};
  }
  // RCPs, and most endpoint policies, are about everyone.
  const bool everyone = type == PolicyType::Rcp ? random.chance(95) : random.chance(30);
  const bool negated = !clear && random.chance(allow ? 2 : 25);
  std::string text = negated ? "\"NotPrincipal\":" : "\"Principal\":";
  text += everyone && !negated ? "\"*\"" : principal_map(random, type);
  return text + ",";
}

std::string pattern_element(Random& random, std::string_view name, Words words, unsigned negated) {
  const std::string text = random.chance(negated) ? "\"Not" : "\"";
  return text + std::string(name) +
         "\":" + one_or_list(random, [&] { return json_string(random.pick(words)); });
}

std::string statement_text(Random& random,
                           const ServiceWords& service,
                           PolicyType type,
                           bool clear) {
  const bool allow = clear || (type != PolicyType::Rcp && random.chance(80));
  std::string text = allow ? R"({"Effect":"Allow",)" : R"({"Effect":"Deny",)";
  if (has_principal(type) || random.chance(1)) {
    text += principal_element(random, type, allow, clear);
  }
  text += R"("Sid":"")";
  if (random.chance(98)) {
    text += "," + pattern_element(random, "Action", service.action_patterns, 10);
  }
  if (type == PolicyType::Trust ? random.chance(3) : random.chance(98)) {
    text += "," + pattern_element(random, "Resource", service.resource_patterns, 8);
  }
  if (clear) {
    text += random.chance(30) ? ",\"Condition\":" + clear_condition(random) : "";
  } else if (random.chance(allow ? 45 : 80)) {
    text += ",\"Condition\":" + condition_text(random);
  }
  return text + "}";
}

/// An Allow of everything, for the caps and for the main grant.
std::string generous_statement(Random& random, const ServiceWords& service, PolicyType type) {
  std::string text = R"({"Effect":"Allow",)";
  if (has_principal(type)) {
    text += random.chance(50) || type == PolicyType::VpcEndpoint
                ? R"("Principal":"*",)"
                : R"("Principal":{"AWS":["111122223333","444455556666"]},)";
  }
  text +=
      random.chance(50) ? R"("Action":"*")" : "\"Action\":\"" + std::string(service.name) + ":*\"";
  return text + (type == PolicyType::Trust ? "}" : R"(,"Resource":"*"})");
}

}  // namespace

std::string policy_text(
    Random& random, const ServiceWords& service, PolicyType type, Mood mood, bool clear) {
  std::string text = random.chance(85)   ? R"({"Version":"2012-10-17",)"
                     : random.chance(50) ? R"({"Version":"2008-10-17",)"
                                         : "{";
  std::string statements;
  const auto add = [&](const std::string& statement) {
    statements += (statements.empty() ? "" : ",") + statement;
  };
  std::size_t count = mood == Mood::Generous ? random.below(2) : 1 + random.below(3);
  const std::size_t generous_at = mood == Mood::Generous ? random.below(count + 1) : count + 1;
  for (std::size_t i = 0; i <= count; ++i) {
    if (i == generous_at) {
      add(generous_statement(random, service, type));
    }
    if (i < count) {
      add(statement_text(random, service, type, clear));
    }
  }
  const bool single = count + (mood == Mood::Generous ? 1 : 0) == 1 && random.chance(30);
  return text + "\"Statement\":" + (single ? statements : "[" + statements + "]") + "}";
}

}  // namespace remora::property
