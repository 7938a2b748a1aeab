#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/wire/journal.h"
#include "engine/wire/state.h"

namespace remora::cli {

/// Keeps a state in a folder: a snapshot, and a journal of the changes since. A change is on the
/// disk before it is answered, whole or not at all. Beside them stands `scenario.json`, which
/// `check`, `fix` and `test` read, as the state was at the last snapshot.
class Store {
 public:
  explicit Store(std::string folder) : folder_(std::move(folder)) {}

  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  /// Takes the folder, which is made if it is not there. What went wrong, in words; empty if
  /// nothing did: another process has it, it cannot be written, what it holds is damaged.
  [[nodiscard]] std::string open();

  /// What the folder held; nothing if it is new.
  [[nodiscard]] std::optional<wire::State> take_state() { return std::move(state_); }

  /// What there is to tell since this was asked last, a line each.
  [[nodiscard]] std::vector<std::string> take_notes() { return std::exchange(notes_, {}); }

  /// Brings a change onto the disk. What went wrong, in words; the change then counts for nothing,
  /// and nothing is kept any more.
  [[nodiscard]] std::string append(const wire::Change& change);

  /// Whether the journal has grown so much that a snapshot is worth its time; after one that failed
  /// it has to double first.
  [[nodiscard]] bool wants_snapshot() const;

  /// Writes a snapshot of the state and begins a new journal. What went wrong, in words; the old
  /// snapshot and journal then stay, and what follows is kept in them, or `append` fails.
  [[nodiscard]] std::string snapshot(const wire::State& state);

 private:
  [[nodiscard]] std::string path(std::string_view name) const;
  [[nodiscard]] std::string load();
  [[nodiscard]] std::string find_generation();
  [[nodiscard]] std::string try_snapshot(const wire::State& state);
  void forget_others() const;

  std::string folder_;
  std::optional<wire::State> state_;
  std::vector<std::string> notes_;
  std::uint64_t generation_ = 0;  // of the snapshot and the journal
  std::uint64_t journal_size_ = 0;
  std::uint64_t snapshot_size_ = 0;
  std::uint64_t next_try_ = 0;  // the size of the journal at which another snapshot is tried
  std::string broken_;          // why nothing can be kept any more
  int lock_ = -1;
  int journal_ = -1;
};

}  // namespace remora::cli
