#pragma once

#include <vector>

#include "engine/delivery/assumptions.h"
#include "engine/request/context.h"

namespace remora::delivery {

/// Which condition keys of a request came out of which switch, be it that the switch left them out.
/// The answer rests on such a switch only where a policy asks for one of its keys.
class ContextSwitches {
 public:
  struct Entry {
    KeyName key;  // of a text that outlives the request
    Assumption assumption = Assumption::Era;
  };

  void add(const KeyName& key, Assumption assumption) { entries_.push_back({key, assumption}); }

  void add(const ContextSwitches& more) {
    entries_.insert(entries_.end(), more.entries_.begin(), more.entries_.end());
  }

  /// A key whose value was taken from another one's comes out of the same switches.
  void derive(const KeyName& key, const KeyName& from) {
    const std::vector<Entry> before = entries_;
    for (const Entry& entry : before) {
      if (entry.key.hash == from.hash) {
        add(key, entry.assumption);
      }
    }
  }

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace remora::delivery
