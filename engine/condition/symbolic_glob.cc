#include "engine/condition/symbolic_glob.h"

#include <algorithm>
#include <vector>

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"

namespace remora {

namespace {

using Type = PatternPiece::Type;

/// A pattern as single steps: a literal character or symbol, `?`, `*`.
struct Step {
  Type type = Type::Literal;
  std::string_view text;
};

/// The size of what begins at `at`: a symbol as a whole, else one UTF-16 unit.
std::size_t step_size(std::string_view text, std::size_t at) {
  if (text[at] == kSymbolBegin) {
    const std::size_t end = text.find(kSymbolEnd, at);
    return end == std::string_view::npos ? text.size() - at : end - at + 1;
  }
  return std::min(utf8::utf16_unit_size(text[at]), text.size() - at);
}

std::vector<Step> steps_of(const PieceSlice& slice) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < slice.pieces.size(); ++i) {
    if (slice.pieces[i].type != Type::Literal) {
      steps.push_back({slice.pieces[i].type, {}});
      continue;
    }
    const std::string_view text = slice.text(i);
    for (std::size_t at = 0; at < text.size(); at += step_size(text, at)) {
      steps.push_back({Type::Literal, text.substr(at, step_size(text, at))});
    }
  }
  return steps;
}

/// The set of steps that may be reached after some of the text, as flags.
using States = std::vector<bool>;

/// What is asked: whether the text matches whatever the symbols are, or for some values of them.
enum class Question : std::uint8_t { Always, Ever };

bool is_unknown(std::string_view unit) {
  return unit.starts_with(kUnknownBegin);
}

/// Whether the step takes any text: `*`, and an unknown text that may be made to fit.
bool takes_any_text(const Step& step, Question question) {
  return step.type == Type::Many || (question == Question::Ever && is_unknown(step.text));
}

/// Whatever takes any text may also take none.
void skip_stars(const std::vector<Step>& steps, States& states, Question question) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (states[i] && takes_any_text(steps[i], question)) {
      states[i + 1] = true;
    }
  }
}

/// A symbol stands for one name or id, so it holds no separator, and it is no other symbol.
bool can_be_inside_symbol(const Step& step) {
  return step.type != Type::Literal || is_unknown(step.text) ||
         (step.text != "/" && step.text != ":" && step.text.front() != kSymbolBegin);
}

/// A symbol may be any text that is not spelled out: it can take a run of steps that holds a
/// wildcard.
void take_symbol(const std::vector<Step>& steps, const States& from, States& to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    bool wildcard = false;
    for (std::size_t j = i; from[i] && j <= steps.size(); ++j) {
      const bool at_star = j < steps.size() && takes_any_text(steps[j], Question::Ever);
      if (wildcard || at_star) {
        to[j] = true;
      }
      if (j == steps.size() || !can_be_inside_symbol(steps[j])) {
        break;
      }
      wildcard = wildcard || at_star || steps[j].type != Type::Literal;
    }
  }
}

/// An unknown text may be whatever any run of steps asks for.
void take_unknown(const States& from, States& to) {
  const auto first = std::find(from.begin(), from.end(), true);
  std::fill(to.begin() + (first - from.begin()), to.end(), true);
}

bool accepts(const std::vector<Step>& steps, std::string_view text, Question question) {
  States states(steps.size() + 1, false);
  states[0] = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view unit = text.substr(at, step_size(text, at));
    const bool symbol = unit.front() == kSymbolBegin;
    skip_stars(steps, states, question);
    States next(steps.size() + 1, false);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!states[i]) {
        continue;
      }
      const bool one = steps[i].type == Type::One && !symbol;
      if (takes_any_text(steps[i], question)) {
        next[i] = true;
      } else if (one || (steps[i].type == Type::Literal && steps[i].text == unit)) {
        next[i + 1] = true;
      }
    }
    if (question == Question::Ever && is_unknown(unit)) {
      take_unknown(states, next);
    } else if (question == Question::Ever && symbol) {
      take_symbol(steps, states, next);
    }
    states = std::move(next);
    at += unit.size();
  }
  skip_stars(steps, states, question);
  return states.back();
}

/// Whether what stands before the first wildcard and symbol of both already differs: most patterns
/// are about something else.
bool begin_differently(const PieceSlice& slice, std::string_view text) {
  if (slice.pieces.empty() || slice.pieces.front().type != Type::Literal) {
    return false;
  }
  const std::string_view begin = slice.text(0);
  const std::size_t literal = std::min(begin.substr(0, begin.find(kSymbolBegin)).size(),
                                       text.substr(0, text.find(kSymbolBegin)).size());
  return begin.substr(0, literal) != text.substr(0, literal);
}

/// Whether the pattern is one unknown text, and perhaps `*` behind it: it may be any text then.
bool is_one_unknown(const PieceSlice& slice) {
  if (slice.pieces.empty() || slice.pieces.size() > 2 ||
      slice.pieces.front().type != Type::Literal || slice.pieces.back().type == Type::One) {
    return false;
  }
  const std::string_view first = slice.text(0);
  return is_unknown(first) && first.find(kSymbolEnd) == first.size() - 1 &&
         (slice.pieces.size() == 1 || slice.pieces.back().type == Type::Many);
}

}  // namespace

Match symbolic_glob(const PieceSlice& slice, std::string_view text) {
  if (begin_differently(slice, text)) {
    return Match::No;
  }
  if (slice.pieces.size() == 1 && slice.pieces.front().type == Type::Many) {
    return Match::Yes;
  }
  if (is_one_unknown(slice) && !has_symbol(text)) {
    return Match::Unknown;
  }
  const std::vector<Step> steps = steps_of(slice);
  if (accepts(steps, text, Question::Always)) {
    return Match::Yes;
  }
  return accepts(steps, text, Question::Ever) ? Match::Unknown : Match::No;
}

}  // namespace remora
