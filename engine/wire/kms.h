#pragma once

#include <optional>
#include <string_view>

#include "engine/wire/exchange.h"

/// What the files of KMS share.
namespace remora::wire {

/// The key that a request means, to change it; a fault if there is none.
struct FoundKey {
  std::optional<Fault> fault;
  const world::Key* key = nullptr;
};

/// The key to change it.
world::Key& key_to_change(Exchange& exchange, const world::Key& key);
/// Whether it waits to be deleted, and what is answered then.
bool is_pending(const world::Key& key);
Fault pending_key(const world::Key& key);
/// The last part of its ARN.
std::string_view key_id_of(const world::Key& key);

/// By its id, its ARN or an alias. Source: KMS API Reference, "KeyId" of each operation; public
/// reports of the errors.
FoundKey find_key(const Exchange& exchange, std::string_view member = "KeyId");

}  // namespace remora::wire
