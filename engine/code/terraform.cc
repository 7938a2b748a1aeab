#include "engine/code/terraform.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/words.h"
#include "engine/code/texts.h"

namespace remora::code {

namespace {

using json::Value;

/// Lines `NAME = VALUE`. As `terraform fmt` does, the signs of neighbours stand below each other;
/// a value of several lines has no neighbours.
class Attributes {
 public:
  explicit Attributes(std::size_t indent) : margin_(indent, ' ') {}

  void add(std::string name, std::string value) {
    const bool lines = value.find('\n') != std::string::npos;
    if (lines) {
      flush();
      text_ += margin_ + name + " = " + value + "\n";
      return;
    }
    group_.emplace_back(std::move(name), std::move(value));
  }

  std::string take() {
    flush();
    return std::move(text_);
  }

 private:
  void flush() {
    std::size_t widest = 0;
    for (const auto& [name, value] : group_) {
      widest = std::max(widest, name.size());
    }
    for (const auto& [name, value] : group_) {
      text_ += margin_ + name + std::string(widest - name.size(), ' ') + " = " + value + "\n";
    }
    group_.clear();
  }

  std::string margin_;
  std::vector<std::pair<std::string, std::string>> group_;
  std::string text_;
};

/// The characters of a text, where a dollar before another dollar's brace is written as an escape,
/// so that it is none of it.
std::string hcl_escaped(std::string_view text, bool variables) {
  const auto characters = spelled_characters(text);
  std::string written;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const std::string& one = characters[i];
    const bool template_sign = one == "$" || one == "%";
    const auto is = [&](std::size_t ahead, std::string_view what) {
      return i + ahead < characters.size() && characters[i + ahead] == what;
    };
    if (template_sign && is(1, "{")) {
      written += one == "$" && variables ? "&" : one + one;
    } else if (template_sign && is(1, one) && !(variables && one == "$")) {
      written += one == "$" ? "\\u0024" : "\\u0025";
    } else {
      written += one;
    }
  }
  return "\"" + written + "\"";
}

std::string hcl_name(std::string_view name) {
  return is_identifier(name) ? std::string(name) : hcl_string(name);
}

/// Numbers go between quotes: jsonencode could change their spelling.
// NOLINTNEXTLINE(misc-no-recursion): as deep as a statement
std::string hcl_value(const Value& value, std::size_t indent, std::size_t used) {
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const Value& one : value.elements()) {
      items.push_back(hcl_value(one, indent, used));
    }
    return in_brackets(items, indent, used);
  }
  if (value.is_object()) {
    Attributes attributes(indent + 2);
    for (const json::Member& member : value.members()) {
      std::string name = hcl_name(member.key.text());
      const std::size_t column = indent + 2 + name.size() + 3;
      attributes.add(std::move(name), hcl_value(member.value, indent + 2, column));
    }
    return "{\n" + attributes.take() + std::string(indent, ' ') + "}";
  }
  return value.kind() == json::Kind::Bool ? std::string(value.text()) : hcl_string(value.text());
}

/// The statement's block, as far as blocks can say it.
class Block {
 public:
  explicit Block(const Value& statement) : statement_(statement) {}

  std::optional<std::string> write() {
    add_text("sid", "Sid");
    add_text("effect", "Effect");
    end_group();
    add_principals("principals", "Principal");
    add_principals("not_principals", "NotPrincipal");
    add_list("actions", "Action", /*variables=*/false);
    add_list("not_actions", "NotAction", /*variables=*/false);
    add_list("resources", "Resource", /*variables=*/true);
    add_list("not_resources", "NotResource", /*variables=*/true);
    end_group();
    if (const auto conditions = statement_.find("Condition")) {
      for (const json::Member& test : conditions->members()) {
        for (const json::Member& key : test.value.members()) {
          add_condition(test.key.text(), key);
        }
      }
    }
    return sayable_ ? std::optional("statement {\n" + text_ + "}") : std::nullopt;
  }

 private:
  static constexpr std::size_t kIndent = 2;

  void end_group() {
    const std::string lines = attributes_.take();
    attributes_ = Attributes(kIndent);
    if (!lines.empty()) {
      text_ += (text_.empty() ? "" : "\n") + lines;
    }
  }

  void add_text(std::string_view name, std::string_view element) {
    if (const auto value = statement_.find(element)) {
      attributes_.add(std::string(name), hcl_string(value->text()));
    }
  }

  std::string list(const Value& value, bool variables, std::size_t indent, std::size_t used) {
    std::vector<std::string> items;
    for (const Value& one : as_list(value)) {
      sayable_ = sayable_ && (!variables || one.text().find("&{") == std::string_view::npos);
      items.push_back(hcl_escaped(one.text(), variables));
    }
    return in_brackets(items, indent, used);
  }

  void add_list(std::string_view name, std::string_view element, bool variables) {
    if (const auto value = statement_.find(element)) {
      attributes_.add(std::string(name), list(*value, variables, kIndent, kIndent + 16));
    }
  }

  void add_block(std::string_view name, Attributes attributes) {
    text_ += (text_.empty() ? "" : "\n") + std::string(kIndent, ' ') + std::string(name) + " {\n" +
             attributes.take() + std::string(kIndent, ' ') + "}\n";
  }

  void add_principals(std::string_view name, std::string_view element) {
    const auto value = statement_.find(element);
    if (!value) {
      return;
    }
    const auto add = [&](std::string_view type, const Value& identifiers) {
      Attributes attributes(kIndent + 2);
      attributes.add("type", hcl_string(type));
      attributes.add("identifiers", list(identifiers, /*variables=*/true, kIndent + 2, 18));
      add_block(name, std::move(attributes));
    };
    if (!value->is_object()) {
      add("*", *value);
    }
    for (const json::Member& member : value->members()) {
      add(member.key.text(), member.value);
    }
  }

  void add_condition(std::string_view test, const json::Member& key) {
    Attributes attributes(kIndent + 2);
    attributes.add("test", hcl_string(test));
    attributes.add("variable", hcl_string(key.key.text()));
    attributes.add("values", list(key.value, /*variables=*/true, kIndent + 2, 15));
    add_block("condition", std::move(attributes));
  }

  const Value& statement_;
  Attributes attributes_{kIndent};
  std::string text_;
  bool sayable_ = true;
};

}  // namespace

std::string hcl_string(std::string_view text) {
  return hcl_escaped(text, /*variables=*/false);
}

std::optional<std::string> terraform_block(const Value& statement) {
  return Block(statement).write();
}

std::string terraform_object(const Value& statement) {
  return hcl_value(statement, 0, 0);
}

}  // namespace remora::code
