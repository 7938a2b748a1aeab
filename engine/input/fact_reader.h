#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/input/member_reader.h"
#include "engine/input/policy_loader.h"
#include "engine/world/fact.h"

namespace remora::input {

/// Reads the members of one object that are facts: instead of a value they may say that nobody
/// knows it, `{"unknown": "not in the dump"}`.
class FactReader {
 public:
  /// `path` is that of the object, as `--set` takes it: `buckets[0]`.
  FactReader(MemberReader& reader, std::string path) : reader_(&reader), path_(std::move(path)) {}

  /// The fact that the member says it does not know, else what `read` gives. `what` is the fact as
  /// world::Unknown has it.
  template <class T, class Read>
  world::Fact<T> fact(std::string_view name, std::string what, const Read& read) {
    if (world::UnknownPtr unknown = this->unknown(name, std::move(what))) {
      return unknown;
    }
    return read();
  }

  world::Fact<bool> boolean(std::string_view name, std::string what, bool otherwise) {
    return fact<bool>(
        name, std::move(what), [&] { return reader_->boolean(name).value_or(otherwise); });
  }

  world::Fact<std::string> text(std::string_view name,
                                std::string what,
                                std::string_view otherwise = {}) {
    return fact<std::string>(name, std::move(what), [&] {
      return std::string(reader_->text(name).value_or(otherwise));
    });
  }

  world::Fact<std::optional<std::string>> optional_text(std::string_view name, std::string what) {
    return fact<std::optional<std::string>>(name, std::move(what), [&] {
      const auto found = reader_->text(name);
      return found ? std::optional<std::string>(*found) : std::nullopt;
    });
  }

  /// A text that must be given.
  world::Fact<std::string> required_text(std::string_view name, std::string what) {
    return fact<std::string>(name, std::move(what), [&] { return reader_->required_text(name); });
  }

  world::Fact<std::optional<bool>> optional_boolean(std::string_view name, std::string what) {
    return fact<std::optional<bool>>(name, std::move(what), [&] { return reader_->boolean(name); });
  }

  /// The policy of a member, read by `load` unless nobody has read it.
  CompiledPolicyPtr policy(std::string_view name,
                           std::string what,
                           PolicyType type,
                           PolicyLoader& policies) {
    if (UnknownPtr unknown = this->unknown(name, std::move(what))) {
      return CompiledPolicy::unread(type, std::move(unknown));
    }
    return policies.load(*reader_, name, type);
  }

  /// The same of a list of them: one that nobody knows is one policy that nobody has read.
  PolicyGroup policies(std::string_view name,
                       std::string what,
                       PolicyType type,
                       PolicyLoader& policies) {
    if (UnknownPtr unknown = this->unknown(name, std::move(what))) {
      return {CompiledPolicy::unread(type, std::move(unknown))};
    }
    return policies.load_all(reader_->array(name), type);
  }

  /// Why the member is not known; null if it is, or is absent.
  world::UnknownPtr unknown(std::string_view name, std::string what);

 private:
  MemberReader* reader_;
  std::string path_;
};

}  // namespace remora::input
