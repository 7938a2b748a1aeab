#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/wire/handle.h"

/// Changes as bytes: each request that changed the state, with what its answer depended on. The
/// same requests in the same order make the same state again.
namespace remora::wire {

/// One change.
struct Change {
  Settings settings;  // that were in force
  Time now = 0;
  Request request;
  std::uint64_t answered = 0;  // requests, with this one: what it answered has its id from that
};

/// The change as a record: its size, its checksum, the checksum of both, its bytes.
std::string record_of(const Change& change);

/// What a journal holds.
struct Journaled {
  std::vector<Change> changes;
  std::size_t whole = 0;  // bytes, up to the end of the last whole record
  bool damaged = false;   // what follows is broken, and was not cut short: it was acknowledged
};

/// Reads records until the end, or until one that is cut short or does not have its checksums. A
/// changed byte is never taken for a write that was cut short.
Journaled read_journal(std::string_view bytes);

/// Makes a change again.
void make_again(State& state, const Change& change, const State& seed);

}  // namespace remora::wire
