#include "engine/input/variables.h"

#include <algorithm>
#include <optional>

#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"

namespace remora::input {

namespace {

constexpr std::string_view kOpen = "${{";
constexpr std::string_view kClose = "}}";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  const std::size_t end = text.find_last_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

/// The expression in a text that is nothing but one variable.
std::optional<std::string_view> sole_expression(std::string_view text) {
  if (!text.starts_with(kOpen) || !text.ends_with(kClose) ||
      text.find(kClose) != text.size() - kClose.size()) {
    return std::nullopt;
  }
  return trimmed(text.substr(kOpen.size(), text.size() - kOpen.size() - kClose.size()));
}

/// What an expression says that is no variable: `symbol bucket Logs` is a value that AWS will
/// choose, `unknown account` one that nobody knows. Nothing for a variable.
std::optional<std::string> symbol_of(std::string_view expression) {
  const std::size_t space = expression.find(' ');
  const std::string_view word = expression.substr(0, space);
  if (space == std::string_view::npos || (word != "symbol" && word != "unknown")) {
    return std::nullopt;
  }
  const std::string_view name = trimmed(expression.substr(space));
  return word == "symbol" ? make_symbol(name) : make_unknown(name);
}

}  // namespace

std::optional<std::string> with_symbol_expressions(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find(kSymbolBegin, at), text.size());
    out += text.substr(at, begin - at);
    if (begin == text.size()) {
      break;
    }
    const std::size_t end = text.find(kSymbolEnd, begin);
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view symbol = text.substr(begin, end + 1 - begin);
    const bool unknown = symbol.starts_with(kUnknownBegin);
    const std::string expression =
        (unknown ? "" : "symbol ") + std::string(symbol.substr(1, symbol.size() - 2));
    if (expression.find(kClose) != std::string::npos || symbol_of(expression) != symbol) {
      return std::nullopt;
    }
    out += std::string(kOpen) + " " + expression + " " + std::string(kClose);
    at = end + 1;
  }
  return out;
}

// Values nest as deep as a document may, which its reader limits.
bool has_variables(const Tree& tree) {  // NOLINT(misc-no-recursion)
  return tree.text().find(kOpen) != std::string_view::npos ||
         tree.key().find(kOpen) != std::string_view::npos ||
         std::any_of(tree.children.begin(), tree.children.end(), has_variables);
}

// Variables in variables end at a cycle, which `enter` finds.
void Substitution::write(const Tree& tree) {  // NOLINT(misc-no-recursion)
  if (builder_.size() > limits_[Limit::ComposedNodes]) {
    give_up(tree.value, Limit::ComposedNodes);
  } else if (builder_.depth() >= limits_[Limit::Depth]) {
    give_up(tree.value, Limit::Depth);
  }
  if (given_up_) {
    builder_.stand_in(tree.value.source());
    builder_.scalar(json::Kind::Null, tree.value.span(), "null");
    return;
  }
  const Span span = tree.value.span();
  builder_.stand_in(tree.value.source());
  switch (tree.kind()) {
    case json::Kind::Object:
      builder_.open(tree.kind(), span);
      for (const Tree& member : tree.children) {
        const std::string name = expand(member.key(), *member.member);
        builder_.stand_in(member.member->source());
        builder_.string(member.member->span(), name);
        write(member);
      }
      builder_.close(span.end);
      break;
    case json::Kind::Array:
      builder_.open(tree.kind(), span);
      for (const Tree& element : tree.children) {
        write(element);
      }
      builder_.close(span.end);
      break;
    case json::Kind::String:
      write_text(tree);
      break;
    case json::Kind::Null:
    case json::Kind::Bool:
    case json::Kind::Number:
      builder_.literal(tree.kind(), span, tree.text());
      break;
  }
}

void Substitution::write_text(const Tree& tree) {  // NOLINT(misc-no-recursion)
  const auto expression = sole_expression(tree.text());
  if (!expression) {
    builder_.string(tree.value.span(), expand(tree.text(), tree.value));
    return;
  }
  if (const auto symbol = symbol_of(*expression)) {
    builder_.string(tree.value.span(), *symbol);
    return;
  }
  const Tree* value = enter(*expression, tree.value) ? resolve(*expression, tree.value) : nullptr;
  if (value == nullptr) {
    builder_.string(tree.value.span(), tree.text());
    return;
  }
  open_.push_back(*expression);
  write(*value);
  open_.pop_back();
}

/// Said once; from then on nothing is replaced any more.
void Substitution::give_up(const json::Value& user, Limit limit) {
  if (!given_up_) {
    sink_.error(user.place(), "variables", limits_.message(limit), limits_.hint(limit));
  }
  given_up_ = true;
}

bool Substitution::enter(std::string_view expression, const json::Value& user) {
  if (++uses_ > limits_[Limit::VariableUses]) {
    give_up(user, Limit::VariableUses);
  } else if (open_.size() >= limits_[Limit::VariableDepth]) {
    give_up(user, Limit::VariableDepth);
  } else if (missing_ > limits_[Limit::MissingVariables]) {
    give_up(user, Limit::MissingVariables);
  }
  if (given_up_) {
    return false;
  }
  if (std::find(open_.begin(), open_.end(), expression) == open_.end()) {
    return true;
  }
  sink_.error(
      user.place(), "variables", "the variable \"" + std::string(expression) + "\" needs itself");
  return false;
}

namespace {

std::string nearest_member(const Tree& value, std::string_view wrong) {
  std::vector<std::string_view> names;
  for (const Tree& child : value.children) {
    if (value.is_object()) {
      names.push_back(child.key());
    }
  }
  return did_you_mean(wrong, names);
}

}  // namespace

const Tree* Substitution::resolve(std::string_view expression, const json::Value& user) {
  const std::size_t dot = expression.find('.');
  const std::string_view name = expression.substr(0, dot);
  const auto found = variables_.find(name);
  if (found == variables_.end()) {
    ++missing_;
    std::vector<std::string_view> names;
    for (const auto& [known, value] : variables_) {
      names.push_back(known);
    }
    const std::string hint = did_you_mean(name, names);
    sink_.error(user.place(),
                "variables",
                "there is no variable \"" + std::string(name) + "\"",
                hint.empty() ? "give it a value in \"variables\" or in \"matrix\"" : hint);
    return nullptr;
  }
  used_.insert(found->first);
  const Tree* value = found->second;
  for (std::size_t at = dot; at != std::string_view::npos;) {
    const std::size_t next = expression.find('.', at + 1);
    const std::string_view member = expression.substr(at + 1, next - at - 1);
    const Tree* inner = value->find(member);
    if (inner == nullptr) {
      sink_.error(user.place(),
                  "variables",
                  "the variable \"" + std::string(name) + "\" has no member \"" +
                      std::string(member) + "\"",
                  nearest_member(*value, member));
      return nullptr;
    }
    value = inner;
    at = next;
  }
  return value;
}

// NOLINTNEXTLINE(misc-no-recursion)
std::string Substitution::expand(std::string_view text, const json::Value& user) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = text.find(kOpen); open != std::string_view::npos && !given_up_;
       open = text.find(kOpen, at)) {
    const std::size_t close = text.find(kClose, open);
    if (close == std::string_view::npos) {
      sink_.error(user.place(), "variables", "\"${{\" without \"}}\"", "write ${{ name }}");
      break;
    }
    out += text.substr(at, open - at);
    at = close + kClose.size();
    const std::string_view expression =
        trimmed(text.substr(open + kOpen.size(), close - open - kOpen.size()));
    if (const auto symbol = symbol_of(expression)) {
      out += *symbol;
      continue;
    }
    const Tree* value = enter(expression, user) ? resolve(expression, user) : nullptr;
    if (value == nullptr) {
      continue;
    }
    if (!value->is_scalar()) {
      sink_.error(user.place(),
                  "variables",
                  "the variable \"" + std::string(expression) + "\" is " +
                      std::string(with_article(value->kind())) +
                      ", within a text it must be a scalar");
      continue;
    }
    open_.push_back(expression);
    out += expand(value->text(), user);
    open_.pop_back();
  }
  out += text.substr(at);
  bytes_ += at > 0 ? out.size() : 0;
  if (bytes_ > limits_[Limit::VariableBytes]) {
    give_up(user, Limit::VariableBytes);
  }
  return out;
}

}  // namespace remora::input
