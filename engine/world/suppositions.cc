#include "engine/world/suppositions.h"

#include <algorithm>

#include "engine/base/symbol.h"

namespace remora::world {

std::size_t Suppositions::choose(const UnknownPtr& fact,
                                 std::string_view question,
                                 std::size_t answers) {
  const auto found = std::find_if(made_.begin(), made_.end(), [&](const Supposition& one) {
    return one.fact == fact && one.question == question;
  });
  if (found != made_.end()) {
    return found->answer;
  }
  made_.push_back({fact, std::string(question), 0, answers});
  return 0;
}

// A run asks the same questions in the same order up to the first that it is answered otherwise,
// so the last answer is the one to change: a walk through the tree of all answers, depth first.
bool Suppositions::next() {
  texts_.clear();
  text_of_.clear();
  while (!made_.empty() && made_.back().answer + 1 == made_.back().answers) {
    made_.pop_back();
  }
  if (made_.empty()) {
    return false;
  }
  ++made_.back().answer;
  return true;
}

const UnknownPtr& Suppositions::unsaid_fact(const std::string& what, std::string_view supply) {
  UnknownPtr& fact = unsaid_[what];
  if (fact == nullptr) {
    fact = std::make_shared<const Unknown>(
        Unknown{what, "AWS does not document it", {}, std::string(supply)});
  }
  return fact;
}

bool Suppositions::is(const UnknownPtr& fact, std::string_view text) {
  const Text& supposed = text_of(fact);
  if (!has_unknown(*supposed)) {
    return *supposed == text;
  }
  const bool same = choose(fact, "is it " + std::string(text), 2) == 0;
  if (same) {
    text_of_[fact.get()] = &texts_.emplace_front(std::string(text));
  }
  return same;
}

const Suppositions::Text& Suppositions::text_of(const UnknownPtr& fact) {
  const Text*& text = text_of_[fact.get()];
  if (text == nullptr) {
    choose(fact, "", 1);  // so that it is among those that played a part
    text = &texts_.emplace_front(make_unknown(fact->what));
  }
  return *text;
}

const Suppositions::Text& Suppositions::optional_text_of(const UnknownPtr& fact) {
  const bool absent = choose(fact, "is it absent", 2) == 0;
  const Text*& text = text_of_[fact.get()];
  if (text == nullptr) {
    text = &texts_.emplace_front(absent ? std::nullopt : Text(make_unknown(fact->what)));
  }
  return *text;
}

}  // namespace remora::world
