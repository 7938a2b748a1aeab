#include "tests/support/embedded_case.h"

#include <array>
#include <iomanip>
#include <sstream>

#include <nlohmann/json.hpp>

#include "engine/edit/json_pointer.h"
#include "engine/json/embedded_text.h"
#include "tests/support/build.h"

namespace remora::test {

namespace {

using nlohmann::ordered_json;
using property::Random;

constexpr std::array<std::string_view, 16> kParts = {"s3:PutObject",
                                                     "arn:aws:s3:::logs",
                                                     "é",
                                                     "😀",
                                                     "\"",
                                                     "\\",
                                                     "/",
                                                     "'",
                                                     " ",
                                                     "  ",
                                                     "%",
                                                     "#",
                                                     "&",
                                                     "<",
                                                     "\n",
                                                     "日本"};

std::string random_text(Random& random) {
  std::string text = "a";
  for (std::size_t i = random.below(5); i-- > 0;) {
    text += random.pick(std::span(kParts));
  }
  return text + "z";
}

std::string random_policy(Form form, Random& random) {
  ordered_json policy = {{"Version", "2012-10-17"}, {"Statement", ordered_json::array()}};
  for (std::size_t i = 1 + random.below(3); i-- > 0;) {
    policy["Statement"].push_back(
        {{"Sid", random_text(random)},
         {"Effect", "Allow"},
         {"Principal", {{"Service", {"config.amazonaws.com", random_text(random)}}}},
         {"Action", {random_text(random), random_text(random)}},
         {"Resource", random_text(random)},
         {"Condition", {{"StringLike", {{"aws:SourceArn", random_text(random)}}}}}});
  }
  const bool one_line = form == Form::YamlSingleQuoted || random.chance(25);
  const int indent = one_line ? -1 : 1 + static_cast<int>(random.below(4));
  return policy.dump(indent, ' ', /*ensure_ascii=*/random.chance(20));
}

std::string hexadecimal(unsigned long value, int digits, Random& random) {
  std::ostringstream out;
  out << std::hex << (random.chance(50) ? std::nouppercase : std::uppercase) << std::setfill('0')
      << std::setw(digits) << value;
  return out.str();
}

struct Character {
  std::string bytes;
  unsigned long code = 0;
};

std::vector<Character> characters_of(const std::string& text) {
  std::vector<Character> found;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned long code = size == 1 ? first : first & (0xFFU >> (size + 1));
    for (std::size_t byte = 1; byte < size; ++byte) {
      code = code * 64 + (static_cast<unsigned char>(text[i + byte]) & 0x3FU);
    }
    found.push_back({text.substr(i, size), code});
    i += size;
  }
  return found;
}

std::string escaped(const Character& one, bool yaml, Random& random) {
  if (one.code >= 0x10000 && yaml) {
    return "\\U" + hexadecimal(one.code, 8, random);
  }
  if (one.code >= 0x10000) {
    return "\\u" + hexadecimal(0xD800 + (one.code - 0x10000) / 0x400, 4, random) + "\\u" +
           hexadecimal(0xDC00 + (one.code - 0x10000) % 0x400, 4, random);
  }
  if (random.chance(50)) {
    const auto short_form = std::string("\"\\/\n").find(static_cast<char>(one.code));
    if (one.code < 0x80 && short_form != std::string::npos) {
      return std::string("\\") + "\"\\/n"[short_form];
    }
  }
  return "\\u" + hexadecimal(one.code, 4, random);
}

/// Whether a scalar of several lines may be broken at the blank there.
bool breaks_at(const std::vector<Character>& text, std::size_t at) {
  const auto solid = [&](std::size_t i) {
    return i < text.size() && text[i].bytes != " " && text[i].bytes != "\n";
  };
  return text[at].bytes == " " && at > 0 && solid(at - 1) && solid(at + 1);
}

std::string double_quoted(const std::string& policy, bool yaml, Random& random) {
  const std::vector<Character> text = characters_of(policy);
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned long code = text[i].code;
    if (yaml && i > 0 && text[i].bytes != " " && text[i - 1].bytes != " " && random.chance(2)) {
      out += "\\\n     ";
    }
    if (yaml && breaks_at(text, i) && random.chance(20)) {
      out += random.chance(50) ? "  \n     " : "\n    ";
    } else if (code == '"' || code == '\\' || code < 0x20 ||
               random.chance(code == '/' || code >= 0x80 ? 50 : 2)) {
      out += escaped(text[i], yaml, random);
    } else {
      out += text[i].bytes;
    }
  }
  return out + "\"";
}

std::string single_quoted(const std::string& policy, Random& random) {
  const std::vector<Character> text = characters_of(policy);
  std::string out = "'";
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i].bytes == "'"                      ? "''"
           : breaks_at(text, i) && random.chance(30) ? "\n    "
                                                     : text[i].bytes;
  }
  return out + "'";
}

std::string block(const std::string& policy, std::size_t indent, bool folded, Random& random) {
  const std::vector<Character> text = characters_of(policy);
  const std::string margin = "\n" + std::string(indent, ' ');
  std::string out = folded ? ">" : "|";
  out += random.chance(30) ? std::to_string(indent - 2) : "";
  out += random.chance(30) ? " # of the bucket" : "";
  out += margin;
  bool first_line = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    first_line = first_line && text[i].bytes != "\n";
    const bool breaks = folded && first_line && breaks_at(text, i) && random.chance(30);
    out += text[i].bytes == "\n" || breaks ? margin : text[i].bytes;
  }
  return out;
}

std::string percent_encoded(const std::string& policy, Random& random) {
  std::string out;
  for (const char c : policy) {
    const auto code = static_cast<unsigned char>(c);
    const bool plain =
        std::isalnum(code) != 0 || std::string(":/*,-._").find(c) != std::string::npos;
    out += plain && random.chance(90) ? std::string(1, c) : "%" + hexadecimal(code, 2, random);
  }
  return out.replace(0, out[0] == '%' ? 3 : 1, "%7B");
}

struct FormName {
  Form form;
  const char* name;
};

constexpr FormName kForms[] = {{Form::JsonString, "json_string"},
                               {Form::YamlDoubleQuoted, "yaml_double_quoted"},
                               {Form::YamlSingleQuoted, "yaml_single_quoted"},
                               {Form::YamlLiteral, "yaml_literal"},
                               {Form::YamlFolded, "yaml_folded"},
                               {Form::PercentInJson, "percent_in_json"},
                               {Form::PercentFile, "percent_file"}};

}  // namespace

CasesOfForms::CasesOfForms(boost::unit_test::test_suite& suite,
                           const std::string& name,
                           void (*check)(Form, const EmbeddedCase&, property::Random&)) {
  constexpr std::uint64_t kCases = 200;
  for (const FormName& row : kForms) {
    const auto run = [row, check] {
      for (std::uint64_t i = 0; i < kCases; ++i) {
        Random random = Random::for_case(11, i);
        const EmbeddedCase one = embedded_case(row.form, random);
        BOOST_TEST_CONTEXT("case " << i << " of\n" << one.file) {
          check(row.form, one, random);
        }
      }
    };
    suite.add(boost::unit_test::make_test_case(run, name + "_" + row.name, __FILE__, __LINE__));
  }
}

EmbeddedCase embedded_case(Form form, Random& random) {
  EmbeddedCase made;
  made.policy = random_policy(form, random);
  made.indent = 3 + random.below(4);
  std::string before = R"({"title": "é \"1\"", )";
  before += random.chance(50) ? "\n  " : "";
  before += R"("outer": { "policy": )";
  std::string after = ",\n \"more\": [1, \"x\"]}}\n";
  std::string written;
  switch (form) {
    case Form::JsonString:
      written = double_quoted(made.policy, /*yaml=*/false, random);
      break;
    case Form::PercentInJson:
      written = double_quoted(percent_encoded(made.policy, random), /*yaml=*/false, random);
      break;
    case Form::PercentFile:
      before = "";
      written = percent_encoded(made.policy, random);
      after = random.chance(50) ? "\n" : "";
      break;
    default:
      before = "title: é\nouter:\n  policy: ";
      before += random.chance(30) ? "!!str " : random.chance(30) ? "&p " : "";
      after = "\n  more:\n  - 1 # one\n  - x\n";
      written = form == Form::YamlDoubleQuoted ? double_quoted(made.policy, /*yaml=*/true, random)
                : form == Form::YamlSingleQuoted
                    ? single_quoted(made.policy, random)
                    : block(made.policy, made.indent, form == Form::YamlFolded, random);
      break;
  }
  made.file = before + written + after;
  made.begin = before.size();
  made.end = before.size() + written.size();
  return made;
}

Decoded slowly_decoded(Form form, const EmbeddedCase& one, std::string_view file) {
  Decoded bytes;
  switch (form) {
    case Form::JsonString:
    case Form::YamlDoubleQuoted:
      return slowly_double_quoted(file, one.begin);
    case Form::YamlSingleQuoted:
      return slowly_single_quoted(file, one.begin);
    case Form::YamlLiteral:
    case Form::YamlFolded:
      return slowly_block(file, one.begin, one.indent, form == Form::YamlFolded);
    case Form::PercentInJson:
      return slowly_percent(slowly_double_quoted(file, one.begin));
    case Form::PercentFile:
      break;
  }
  for (std::size_t i = 0; i < file.size(); ++i) {
    bytes.push_back({file[i], i, i + 1});
  }
  return slowly_percent(bytes);
}

SourcePtr embedded_policy(const std::string& file) {
  const SourcePtr whole = source(file);
  const SourcePtr decoded = remora::json::without_percent_encoding(whole);
  if (decoded != whole) {
    return decoded;
  }
  const auto document = value_of(remora::json::read(whole));
  return remora::json::embedded_document(
      *remora::edit::find_value(document->root(), "/outer/policy"));
}

}  // namespace remora::test
