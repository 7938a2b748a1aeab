#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/authorize/policy_set.h"
#include "engine/json/writer.h"
#include "engine/world/fact.h"

namespace remora::wire {

/// A variable that stands for the beginning of what would be one: the value of a variable is not
/// looked through together with what follows it.
constexpr std::string_view kDollarBrace = "${";

/// Writes facts as a scenario has them: what is not known as `{"unknown": ...}`, texts that others
/// wrote so that they stay texts.
class FactWriter {
 protected:
  /// Policies stand in it as JSON for people, or as the very texts that they were stored as.
  explicit FactWriter(bool exact) : exact_(exact) {}

  [[nodiscard]] bool has_escapes() const { return escapes_; }

  /// The text with each `${{` in it, which somebody else wrote and means nothing by it, as a
  /// scenario has to write it.
  std::string escaped(std::string_view text);

  /// A text as a scenario writes it, with its symbols.
  std::string spelled(std::string_view text);

  void unknown(const UnknownPtr& why) {
    writer_.begin_object().member("unknown", spelled(why->reason)).end_object();
  }

  /// Writes the member if the fact is not known. Whether it is.
  template <class T>
  bool known(std::string_view name, const world::Fact<T>& fact) {
    if (fact.known() == nullptr) {
      writer_.key(name);
      unknown(fact.unknown());
    }
    return fact.known() != nullptr;
  }

  void text(std::string_view name, const world::Fact<std::string>& fact) {
    if (known(name, fact)) {
      writer_.member(name, spelled(*fact.known()));
    }
  }

  void text(std::string_view name, const world::Fact<std::optional<std::string>>& fact) {
    if (known(name, fact) && fact.known()->has_value()) {
      writer_.member(name, spelled(**fact.known()));
    }
  }

  void flag(std::string_view name, const world::Fact<bool>& fact, bool otherwise) {
    if (known(name, fact) && *fact.known() != otherwise) {
      writer_.member(name, *fact.known());
    }
  }

  void document(const CompiledPolicyPtr& one);

  void policy(const CompiledPolicyPtr& one);

  void policy(std::string_view name, const CompiledPolicyPtr& one) {
    if (one != nullptr) {
      writer_.key(name);
      policy(one);
    }
  }

  void policies(std::string_view name, const PolicyGroup& group);

  json::Writer writer_{json::Writer::Style::Indented};

 private:
  bool exact_;
  bool escapes_ = false;  // some text is written with `dollar_brace`
};

}  // namespace remora::wire
