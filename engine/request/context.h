#pragma once

#include <bitset>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/ascii.h"

namespace remora {

/// A condition key's name, hashed once: a literal when the program is compiled. Names compare
/// without regard to ASCII case, the part after `/` or `kms:EncryptionContext:` included.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition".
struct KeyName {
  std::string_view name;
  std::uint64_t hash = 0;
  bool literal = false;  // the text outlives everything, so nobody needs a copy of it

  KeyName() = default;

  // Implicit on purpose: a text is a key name wherever one is wanted.
  template <std::size_t size>
  consteval KeyName(const char (&text)[size])  // NOLINT(google-explicit-constructor,*-c-arrays)
      : name(text, size - 1), hash(hash_ignoring_case(name)), literal(true) {}

  KeyName(std::string_view text)  // NOLINT(google-explicit-constructor)
      : name(text), hash(hash_ignoring_case(text)) {}

  template <std::same_as<const char*> Text>
  KeyName(const Text& text)  // NOLINT(google-explicit-constructor)
      : KeyName(std::string_view(text)) {}

  KeyName(const std::string& text)  // NOLINT(google-explicit-constructor)
      : KeyName(std::string_view(text)) {}
};

/// What a request says about one condition key.
enum class Presence : std::uint8_t {
  Absent,   // the request carries no such key
  Present,  // it does, with the values given
  Unknown,  // nobody knows whether it does, or with which value
};

/// Whether a request carries a key whose value nobody knows.
enum class Carried : std::uint8_t { Perhaps, Surely };

/// The condition keys of one request, with their values. All text stands in one arena, so that a
/// context that is cleared and filled again allocates nothing.
class RequestContext {
 public:
  /// What is known about one key. A key that is multivalued *by type* (`aws:TagKeys`) stays so
  /// with one value or none: AWS never lets it satisfy an operator without ForAllValues or
  /// ForAnyValue (capture of AWS, condition_sets).
  class Entry {
   public:
    [[nodiscard]] Presence presence() const { return presence_; }

    [[nodiscard]] bool multivalued() const { return multivalued_; }

    [[nodiscard]] std::size_t size() const { return values_.size(); }

    [[nodiscard]] std::string_view value(std::size_t i) const { return values_[i]; }

    [[nodiscard]] std::span<const std::string_view> values() const { return values_; }

    /// The name as the request spells it.
    [[nodiscard]] std::string_view name() const { return name_; }

    /// Why an unknown key is unknown.
    [[nodiscard]] std::string_view reason() const {
      return presence_ == Presence::Unknown ? values_[0] : std::string_view();
    }

    /// Whether the request carries the key for certain, also where its value is not known.
    [[nodiscard]] bool carried() const {
      return presence_ == Presence::Present || carried_ == Carried::Surely;
    }

   private:
    friend class RequestContext;

    [[nodiscard]] bool is(const KeyName& key) const {
      return hash_ == key.hash && equal_ignoring_case(name_, key.name);
    }

    std::uint64_t hash_ = 0;
    std::string_view name_;
    std::span<const std::string_view> values_;  // of an unknown key: the reason
    Presence presence_ = Presence::Absent;
    Carried carried_ = Carried::Perhaps;
    bool multivalued_ = false;
    bool literal_name_ = false;
  };

  RequestContext() = default;
  RequestContext(const RequestContext& other);
  RequestContext(RequestContext&& other) noexcept = default;
  RequestContext& operator=(const RequestContext& other);
  RequestContext& operator=(RequestContext&& other) noexcept = default;
  ~RequestContext() = default;

  /// Sets a single-valued key; replaces what was there.
  void set(const KeyName& key, std::string_view value) {
    fill(key, std::span(&value, 1), Presence::Present);
  }

  void set_multivalued(const KeyName& key, std::span<const std::string_view> values) {
    fill(key, values, Presence::Present).multivalued_ = true;
  }

  void set_multivalued(const KeyName& key, std::initializer_list<std::string_view> values) {
    set_multivalued(key, std::span(values.begin(), values.size()));
  }

  /// Says that nobody knows the value of this key, and unless it is `carried` surely, whether the
  /// request has one; `reason` is told to the user.
  void set_unknown(const KeyName& key,
                   std::string_view reason,
                   Carried carried = Carried::Perhaps) {
    fill(key, std::span(&reason, 1), Presence::Unknown).carried_ = carried;
  }

  void erase(const KeyName& key);

  /// Makes room for that many keys.
  void reserve(std::size_t keys) { entries_.reserve(keys); }

  void clear() {
    entries_.clear();
    arena_.clear();
    seen_.reset();
  }

  /// The entry of that key, or null if the request carries none. Valid until the next change.
  [[nodiscard]] const Entry* find(const KeyName& key) const {
    if (!seen_.test(bit_of(key))) {
      return nullptr;
    }
    for (const Entry& entry : entries_) {
      if (entry.is(key)) {
        return &entry;
      }
    }
    return nullptr;
  }

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  /// The entry, single-valued until the caller says otherwise.
  Entry& fill(const KeyName& key, std::span<const std::string_view> values, Presence presence);

  static constexpr std::size_t kBits = 256;

  static std::size_t bit_of(const KeyName& key) { return key.hash % kBits; }

  Arena arena_;
  std::vector<Entry> entries_;
  // A bit for each key that was ever set: most keys that are asked for are not there, and most that
  // are set are new.
  std::bitset<kBits> seen_;
};

}  // namespace remora
