#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/input/tree.h"

namespace remora::input {

/// What the names of variables stand for.
using Variables = std::map<std::string_view, const Tree*, std::less<>>;

/// True if some text in the tree holds `${{`, which is how a variable is written. IAM's own policy
/// variables (`${aws:username}`) have one brace, so the two cannot be mixed up.
bool has_variables(const Tree& tree);

/// The text with every symbol in it as an expression that `Substitution` reads back:
/// `${{ symbol bucket Logs }}`, `${{ unknown account }}`. Nothing if one cannot be written so.
std::optional<std::string> with_symbol_expressions(std::string_view text);

/// Writes trees into a document, with `${{ name }}` replaced. A text that is nothing but one
/// variable becomes its value, of whatever type; within a text the value must be a scalar.
/// `${{ name.member }}` is a member of a variable that is an object. The value of a variable may
/// hold variables. `${{ symbol NAME }}` and `${{ unknown NAME }}` are values that AWS will choose,
/// or that nobody knows (engine/base/symbol.h).
class Substitution {
 public:
  Substitution(const Variables& variables, json::DocumentBuilder& builder, DiagnosticSink& sink)
      : variables_(variables), builder_(builder), sink_(sink), limits_(sink.source()->limits()) {}

  void write(const Tree& tree);

  /// The variables that some text needed.
  [[nodiscard]] const std::set<std::string_view>& used() const { return used_; }

 private:
  void write_text(const Tree& tree);
  std::string expand(std::string_view text, const json::Value& user);
  const Tree* resolve(std::string_view expression, const json::Value& user);
  bool enter(std::string_view expression, const json::Value& user);
  void give_up(const json::Value& user, Limit limit);

  const Variables& variables_;
  json::DocumentBuilder& builder_;
  DiagnosticSink& sink_;
  const Limits& limits_;
  std::vector<std::string_view> open_;  // the variables whose value is being written
  std::set<std::string_view> used_;
  std::size_t uses_ = 0;
  std::size_t bytes_ = 0;
  std::size_t missing_ = 0;
  bool given_up_ = false;  // the budget of work is spent
};

}  // namespace remora::input
