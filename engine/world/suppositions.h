#pragma once

#include <cstddef>
#include <forward_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/world/fact.h"

namespace remora::world {

/// A question about a fact that is not known, and what a run takes its answer to be.
struct Supposition {
  UnknownPtr fact;
  std::string question;  // there may be several about one fact
  std::size_t answer = 0;
  std::size_t answers = 1;  // how many there are
};

/// What one run of a model takes for the facts that are not known. A model reads every fact here.
/// One that is known costs nothing; of the others the run gets a possible value, the same as often
/// as it asks, and `next` makes the following run try another one, until all were tried. Where a
/// text can be anything, a model asks whether it `is` the one or other that matters, and `read`
/// gives an unknown text (engine/base/symbol.h) otherwise, which `Match` carries on.
class Suppositions {
 public:
  bool read(const Fact<bool>& fact) {
    return fact.known() != nullptr ? *fact.known() : choose(fact.unknown(), "", 2) == 1;
  }

  /// A text that is there.
  const std::string& read(const Fact<std::string>& fact) {
    return fact.known() != nullptr ? *fact.known() : *text_of(fact.unknown());
  }

  /// A text that may be absent. An unknown one that is there is taken for one that AWS accepts.
  const std::optional<std::string>& read(const Fact<std::optional<std::string>>& fact) {
    return fact.known() != nullptr ? *fact.known() : optional_text_of(fact.unknown());
  }

  /// The same of one that is there if it is not known.
  std::optional<std::string> read_given(const Fact<std::optional<std::string>>& fact) {
    return fact.known() != nullptr ? *fact.known() : text_of(fact.unknown());
  }

  /// A setting that may be absent.
  std::optional<bool> read(const Fact<std::optional<bool>>& fact) {
    if (fact.known() != nullptr) {
      return *fact.known();
    }
    const std::size_t answer = choose(fact.unknown(), "", 3);
    return answer == 0 ? std::nullopt : std::optional(answer == 1);
  }

  /// One of a few values, which stand for all that it can be.
  template <class T>
  const T& read(const Fact<T>& fact, std::span<const T> possible) {
    return fact.known() != nullptr ? *fact.known()
                                   : possible[choose(fact.unknown(), "", possible.size())];
  }

  /// Whether the text is that one.
  bool is(const Fact<std::string>& fact, std::string_view text) {
    return fact.known() != nullptr ? *fact.known() == text : is(fact.unknown(), text);
  }

  /// What this run takes the answer to a question to be, from 0 to `answers` - 1.
  std::size_t choose(const UnknownPtr& fact, std::string_view question, std::size_t answers);

  /// A fact about requests that no world has a place for, by what it is; the same in every run.
  const UnknownPtr& unsaid_fact(const std::string& what, std::string_view supply);

  /// Takes the next possibility for the next run; false if all were tried.
  bool next();

  /// The suppositions of this run so far, in the order in which they were made.
  [[nodiscard]] const std::vector<Supposition>& made() const { return made_; }

 private:
  using Text = std::optional<std::string>;

  bool is(const UnknownPtr& fact, std::string_view text);
  const Text& text_of(const UnknownPtr& fact);
  const Text& optional_text_of(const UnknownPtr& fact);

  std::vector<Supposition> made_;
  std::forward_list<Text> texts_;                  // stay where they are while the run holds them
  std::map<const Unknown*, const Text*> text_of_;  // as supposed by now
  std::map<std::string, UnknownPtr> unsaid_;
};

}  // namespace remora::world
