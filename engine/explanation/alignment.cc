#include "engine/explanation/alignment.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/condition/operator.h"
#include "engine/condition/pattern.h"

namespace remora::explanation {

namespace {

/// One step of a pattern: a character, `?` or `*`.
struct Step {
  PatternPiece::Type type = PatternPiece::Type::Literal;
  std::string_view text;  // Literal: the character
};

std::vector<Step> steps_of(std::span<const PatternPiece> pieces) {
  std::vector<Step> steps;
  for (const PatternPiece& piece : pieces) {
    if (piece.type != PatternPiece::Type::Literal) {
      steps.push_back({piece.type, {}});
      continue;
    }
    for (std::size_t at = 0; at < piece.text.size();) {
      const std::size_t size = std::max<std::size_t>(1, utf8::valid_size(piece.text, at));
      steps.push_back({PatternPiece::Type::Literal, piece.text.substr(at, size)});
      at += size;
    }
  }
  return steps;
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::max<std::size_t>(1, utf8::valid_size(text, at));
    found.push_back(text.substr(at, size));
    at += size;
  }
  return found;
}

bool takes(const Step& step, std::string_view character) {
  return step.type == PatternPiece::Type::One || step.text == character;
}

/// reach[i][j]: the first i steps cover exactly the first j characters.
using Reach = std::vector<std::vector<bool>>;

Reach reach_of(const std::vector<Step>& steps, const std::vector<std::string_view>& text) {
  Reach reach(steps.size() + 1, std::vector<bool>(text.size() + 1, false));
  reach[0][0] = true;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool many = steps[i].type == PatternPiece::Type::Many;
    for (std::size_t j = 0; j <= text.size(); ++j) {
      if (many) {
        reach[i + 1][j] = reach[i][j] || (j > 0 && reach[i + 1][j - 1]);
      } else {
        reach[i + 1][j] = j > 0 && reach[i][j - 1] && takes(steps[i], text[j - 1]);
      }
    }
  }
  return reach;
}

std::string_view spelling(const Step& step) {
  switch (step.type) {
    case PatternPiece::Type::Literal:
      return step.text;
    case PatternPiece::Type::One:
      return "?";
    case PatternPiece::Type::Many:
    case PatternPiece::Type::Variable:
      break;
  }
  return "*";
}

/// Pattern and text side by side, one column a character.
struct Columns {
  std::string wanted;
  std::string got;
  std::size_t count = 0;
};

/// The pattern's first `i` steps laid over the text's first `j` characters: a `*` takes as many
/// columns as it covers characters, and one if it covers none.
Columns lay_out(const Reach& reach,
                const std::vector<Step>& steps,
                const std::vector<std::string_view>& text,
                std::size_t i,
                std::size_t j) {
  std::vector<std::pair<std::string_view, std::string_view>> cells;  // from the end
  const auto blank = std::string_view(" ");
  for (; i > 0; --i) {
    const Step& step = steps[i - 1];
    if (step.type != PatternPiece::Type::Many) {
      cells.emplace_back(spelling(step), text[--j]);
      continue;
    }
    const std::size_t end = j;
    while (!reach[i - 1][j]) {
      --j;
    }
    for (std::size_t at = end; at > j + 1; --at) {
      cells.emplace_back(blank, text[at - 1]);
    }
    cells.emplace_back(spelling(step), end == j ? blank : text[j]);
  }
  Columns columns;
  columns.count = cells.size();
  for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell) {
    columns.wanted += cell->first;
    columns.got += cell->second;
  }
  return columns;
}

bool compares_text(const ConditionOperator& op) {
  return allows_variables(op.operand) && op.qualifier == SetQualifier::None && !op.negated;
}

}  // namespace

Alignment align(std::string_view pattern,
                const PatternSyntax& syntax,
                std::string_view text,
                const RequestContext& context) {
  const Pattern compiled(pattern, syntax);
  const ExpandedPattern expanded = compiled.expand(context);
  Alignment found;
  found.got = text;
  if (expanded.state == ExpandedPattern::State::NoValue) {
    found.wanted = pattern;  // a variable without value: nothing agrees
    return found;
  }
  const std::vector<Step> steps = steps_of(expanded.pieces.view());
  const std::vector<std::string_view> characters = characters_of(text);
  constexpr std::size_t kMostCells = 1U << 22U;  // of a picture that nobody looks at
  if (steps.size() > kMostCells / (characters.size() + 1)) {
    found.wanted = pattern;
    return found;
  }
  const Reach reach = reach_of(steps, characters);
  if (reach[steps.size()][characters.size()]) {
    found.covers = true;
    found.wanted = pattern;
    return found;
  }
  // The furthest step that is reached at all.
  std::size_t i = steps.size();
  const auto reached_at = [&](std::size_t row) {
    return static_cast<std::size_t>(std::find(reach[row].begin(), reach[row].end(), true) -
                                    reach[row].begin());
  };
  while (reached_at(i) > characters.size()) {
    --i;
  }
  const std::size_t j = reached_at(i);
  const Columns columns = lay_out(reach, steps, characters, i, j);
  found.wanted = columns.wanted;
  found.got = columns.got;
  found.column = columns.count;
  for (std::size_t rest = i; rest < steps.size(); ++rest) {
    found.wanted += spelling(steps[rest]);
  }
  for (std::size_t rest = j; rest < characters.size(); ++rest) {
    found.got += characters[rest];
  }
  found.wanted_ends = i == steps.size();
  found.got_ends = j == characters.size();
  return found;
}

std::vector<Alignment> align_values(const StatementTrace& trace,
                                    const ElementTrace& element,
                                    const RequestContext& context) {
  std::vector<Alignment> found;
  if (element.match != Match::No || element.got.empty()) {
    return found;
  }
  const bool variables = element.reason != MismatchReason::VariableIsText;
  if (element.element == Element::Resource) {
    for (const PolicyText& value : trace.statement->resource.values) {
      found.push_back(align(value.text, {true, variables}, element.got, context));
    }
    return found;
  }
  const auto op = element.element == Element::Condition
                      ? ConditionOperator::parse(element.operator_name)
                      : std::nullopt;
  if (!op || !compares_text(*op) || !is_difference(element.reason)) {
    return found;
  }
  const bool wildcards =
      op->operand == OperandType::StringPattern || op->operand == OperandType::Arn;
  for (const ConditionEntry& entry : trace.statement->conditions) {
    if (entry.span == element.span) {
      for (const PolicyText& value : entry.values) {
        found.push_back(align(value.text, {wildcards, variables}, element.got, context));
      }
    }
  }
  return found;
}

std::size_t agreement(const StatementTrace& trace, const RequestContext& context) {
  for (const ElementTrace& element : trace.elements) {
    if (element.match == Match::Yes) {
      continue;
    }
    std::size_t best = 0;
    for (const Alignment& alignment : align_values(trace, element, context)) {
      best = std::max(best, alignment.column);
    }
    return best;
  }
  return 0;
}

}  // namespace remora::explanation
