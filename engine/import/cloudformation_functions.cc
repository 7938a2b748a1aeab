#include "engine/import/cloudformation_functions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"

namespace remora::imports::cloudformation {

namespace {

/// A text of a template has at most a megabyte; what is made from texts in turn could grow forever.
bool grows_too_long(const std::string& text, const Place& place, Resolver& resolver) {
  const Limits& limits = place.known() ? place.source->limits() : standard_limits();
  if (text.size() <= limits[Limit::TemplateText]) {
    return false;
  }
  resolver.error(place, limits.message(Limit::TemplateText), limits.hint(Limit::TemplateText));
  return true;
}

bool is_scalar(const Part& part) {
  return part.kind != json::Kind::Array && part.kind != json::Kind::Object;
}

/// As it is written: `!Sub`, `Fn::Sub`.
std::string shown_name(const FunctionCall& call) {
  const std::string_view name = call.name;
  return call.tagged ? "!" + std::string(name.substr(name.starts_with("Fn::") ? 4 : 0)) : call.name;
}

/// The name of an unknown text that stands for something that was made from one.
const std::string* first_unknown(const Part& part) {
  if (has_unknown(part.text)) {
    return &part.text;
  }
  for (const Part& child : part.children) {
    if (has_unknown(child.text)) {
      return &child.text;
    }
  }
  return nullptr;
}

}  // namespace

Resolved Functions::call(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)

  struct Row {
    std::string_view name;
    Function function;
  };

  constexpr auto kFunctions = std::to_array<Row>({
      {"Ref", &Functions::ref},
      {"Fn::GetAtt", &Functions::get_att},
      {"Fn::Sub", &Functions::sub},
      {"Fn::Join", &Functions::join},
      {"Fn::If", &Functions::choose},
      {"Fn::Select", &Functions::select},
      {"Fn::Split", &Functions::split},
      {"Fn::FindInMap", &Functions::find_in_map},
      {"Fn::ImportValue", &Functions::import_value},
      {"Fn::Base64", &Functions::base64},
  });
  for (const Row& row : kFunctions) {
    if (row.name == call.name) {
      return row.name == "Fn::If" ? choose(call, place) : derived(row.function, call, place);
    }
  }
  return unknown(
      "what " + call.name + " gives", call.name + " is not carried out by remora", place);
}

// Of functions in a function, what the outer one gives comes from all of them.
Resolved Functions::derived(Function function,  // NOLINT(misc-no-recursion)
                            const FunctionCall& call,
                            const Place& place) {
  Session& session = resolver_.session_;
  fixture::Steps steps;
  fixture::Steps* const outer = std::exchange(session.steps, &steps);
  Resolved value = (this->*function)(call, place);
  session.steps = outer;
  if (outer != nullptr) {
    fixture::add_steps(*outer, steps);
  } else if (!resolver_.in_condition_) {
    session.snapshot.derive({place, shown_name(call), std::move(steps)});
  }
  return value;
}

Resolved Functions::argument(const FunctionCall& call) {  // NOLINT(misc-no-recursion)
  return call.tagged ? resolver_.resolve_plain(call.argument) : resolver_.resolve(call.argument);
}

Resolved Functions::wrong(const FunctionCall& call, const Place& place, std::string_view takes) {
  resolver_.error(place, call.name + " takes " + std::string(takes));
  return std::nullopt;
}

Part Functions::unknown(const std::string& name, const std::string& reason, const Place& place) {
  return resolver_.unknown(name, {name, reason, place, ""}, place);
}

Resolved Functions::ref(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  if (!call.argument.is_string()) {
    return wrong(call, place, "the name of a parameter or of a resource");
  }
  return resolver_.reference(call.argument.text(), place);
}

Resolved Functions::get_att(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  if (call.argument.is_string()) {
    const std::string_view text = call.argument.text();
    const std::size_t dot = text.find('.');
    return dot == std::string_view::npos
               ? wrong(call, place, "a resource and an attribute: Resource.Attribute")
               : resolver_.attribute(text.substr(0, dot), text.substr(dot + 1), place);
  }
  const Resolved names = argument(call);
  if (!names || names->children.size() != 2) {
    return wrong(call, place, "a resource and an attribute");
  }
  return resolver_.attribute(names->children[0].text, names->children[1].text, place);
}

Resolved Functions::sub(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  json::Value text = call.argument;
  Resolved variables;
  if (text.is_array()) {
    const std::vector<json::Value> both = text.elements();
    if (both.empty() || both.size() > 2) {
      return wrong(call, place, "a text, or a text and its variables");
    }
    if (both.size() == 2) {
      variables = resolver_.resolve(both[1]);
    }
    text = both[0];
  }
  if (text.is_array() || text.is_object()) {
    return wrong(call, place, "a text, or a text and its variables");
  }
  std::string result;
  std::string_view rest = text.text();
  while (true) {
    const std::size_t begin = rest.find("${");
    const std::size_t end = begin == std::string_view::npos ? begin : rest.find('}', begin);
    if (end == std::string_view::npos) {
      result += rest;
      break;
    }
    result += rest.substr(0, begin);
    const std::string_view name = rest.substr(begin + 2, end - begin - 2);
    if (name.starts_with('!')) {
      result.append("${").append(name.substr(1)).append("}");
    } else {
      result += variable(name, variables ? &*variables : nullptr, place);
    }
    rest.remove_prefix(end + 1);
    if (grows_too_long(result, place, resolver_)) {
      return std::nullopt;
    }
  }
  return Part::string(std::move(result), place);
}

std::string Functions::variable(std::string_view name,  // NOLINT(misc-no-recursion)
                                const Part* variables,
                                const Place& place) {
  const Part* const own = variables != nullptr ? variables->find(name) : nullptr;
  Resolved value;
  if (own != nullptr) {
    value = *own;
  } else if (name.find(':') != std::string_view::npos && !name.starts_with("AWS::")) {
    resolver_.error(place,
                    "${" + std::string(name) + "} in Fn::Sub is a name that the template must have",
                    "for a policy variable write ${!" + std::string(name) + "}");
    return {};
  } else if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    value = resolver_.attribute(name.substr(0, dot), name.substr(dot + 1), place);
  } else {
    value = resolver_.reference(name, place);
  }
  if (value && value->kind == json::Kind::Array) {
    resolver_.error(place, "${" + std::string(name) + "} is a list, and Fn::Sub takes texts");
    return {};
  }
  return value ? value->text : std::string();
}

Resolved Functions::join(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  const Resolved both = argument(call);
  if (!both || both->children.size() != 2 || !is_scalar(both->children[0])) {
    return wrong(call, place, "what stands between, and a list");
  }
  const std::string& between = both->children[0].text;
  const Part& list = both->children[1];
  if (is_scalar(list)) {
    return Part::string(list.text, place);  // an unknown list, or one element
  }
  std::string text;
  for (const Part& element : list.children) {
    if (!is_scalar(element)) {
      return wrong(call, place, "a list of texts");
    }
    text += (&element == &list.children.front() ? "" : between) + element.text;
    if (grows_too_long(text, place, resolver_)) {
      return std::nullopt;
    }
  }
  return Part::string(std::move(text), place);
}

Resolved Functions::split(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  const Resolved both = argument(call);
  if (!both || both->children.size() != 2 || both->children[0].text.empty() ||
      !is_scalar(both->children[1])) {
    return wrong(call, place, "what stands between, and a text");
  }
  const std::string& between = both->children[0].text;
  std::string_view text = both->children[1].text;
  // Names hold none of these; whatever else a symbol holds may be what stands between.
  constexpr auto kInNoName = std::to_array<std::string_view>({":", "/", ",", "|", ";"});
  const bool apart = std::any_of(kInNoName.begin(), kInNoName.end(), [&](std::string_view one) {
    return between.find(one) != std::string::npos;
  });
  if (has_unknown(text) || (has_symbol(text) && !apart)) {
    return unknown("the parts of " + readable(text), "what is split is not known", place);
  }
  Part parts = Part::list(place);
  while (true) {
    const std::size_t end = text.find(between);
    parts.append(Part::string(std::string(text.substr(0, end)), place));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + between.size());
  }
}

Resolved Functions::select(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  const Resolved both = argument(call);
  if (!both || both->children.size() != 2) {
    return wrong(call, place, "a number and a list");
  }
  const auto index = as_count(both->children[0].text);
  const Part& list = both->children[1];
  if (list.kind == json::Kind::Array && index && *index < list.children.size()) {
    Part one = list.children[*index];
    one.place = place;
    return one;
  }
  if (const std::string* const open = first_unknown(*both)) {
    return unknown("an element of " + readable(*open), "the list is not known", place);
  }
  return wrong(call, place, "the number of an element that the list has, from 0");
}

Resolved Functions::find_in_map(const FunctionCall& call,
                                const Place& place) {  // NOLINT(*-recursion)
  const Resolved names = argument(call);
  if (!names || names->children.size() < 3) {
    return wrong(call, place, "a mapping and two keys");
  }
  if (const std::string* const open = first_unknown(*names)) {
    return unknown("what a mapping has for " + readable(*open), "the key is not known", place);
  }
  const auto& mappings = resolver_.body().mappings();
  const auto mapping = mappings.find(names->children[0].text);
  const auto top = mapping == mappings.end() ? std::nullopt
                                             : mapping->second.value.find(names->children[1].text);
  if (const auto value = top ? top->find(names->children[2].text) : std::nullopt) {
    resolver_.session_.add_step("mapping " + names->children[0].text, value->place());
    Part part = Part::copy(*value);
    part.place = place;
    return part;
  }
  const Part* const otherwise =
      names->children.size() > 3 ? names->children[3].find("DefaultValue") : nullptr;
  if (otherwise != nullptr) {
    Part part = *otherwise;
    part.name.clear();
    return part;
  }
  resolver_.error(
      place,
      "mapping " + in_quotes(names->children[0].text) + " has no " +
          readable(names->children[1].text) + ", " + readable(names->children[2].text),
      mapping == mappings.end() ? "there is no such mapping" : "is it meant for another --region?");
  return std::nullopt;
}

Resolved Functions::choose(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  const std::vector<json::Value> parts = call.argument.elements();
  if (parts.size() != 3 || !parts[0].is_string()) {
    return wrong(call, place, "a condition and two values");
  }
  return resolver_.resolve(resolver_.condition(parts[0].text(), place) ? parts[1] : parts[2]);
}

Resolved Functions::import_value(const FunctionCall& call,
                                 const Place& place) {  // NOLINT(*-recursion)
  const Resolved name = argument(call);
  if (!name || !is_scalar(*name)) {
    return wrong(call, place, "the name of an export");
  }
  Session& session = resolver_.session_;
  for (const NamedText& one : session.options.import_values) {
    if (one.first == name->text) {
      session.add_step("export " + readable(name->text) + " is given", {});
      return Part::string(one.second, place);
    }
  }
  if (auto value = session.exported(name->text, resolver_.stack())) {
    return Part::string(*std::move(value), place);
  }
  const std::string shown = readable(name->text);
  return resolver_.unknown(
      "import " + shown,
      {"the export " + shown,
       "no template here exports " + shown + " in " + readable(resolver_.stack().account) + ", " +
           resolver_.stack().region,
       place,
       "--import-value " + shown + "=VALUE"},
      place);
}

Resolved Functions::base64(const FunctionCall& call, const Place& place) {  // NOLINT(*-recursion)
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const Resolved value = argument(call);
  if (!value || !is_scalar(*value)) {
    return wrong(call, place, "a text");
  }
  if (has_symbol(value->text)) {
    return unknown("what Fn::Base64 gives", "its text is not known", place);
  }
  const std::string& text = value->text;
  std::string encoded;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      const auto byte = i + j < text.size() ? static_cast<unsigned char>(text[i + j]) : 0U;
      bits = bits << 8U | byte;
    }
    for (std::size_t j = 0; j < 4; ++j) {
      encoded += i + j > text.size() ? '=' : kLetters[bits >> (18U - 6U * j) & 63U];
    }
  }
  return Part::string(std::move(encoded), place);
}

}  // namespace remora::imports::cloudformation
