#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/wire/exchange.h"

namespace remora::wire {

/// Whether an operation can change what is held.
enum class Access : std::uint8_t { Reads, Writes };

/// What must be there for an operation, else it is answered without it: `NoSuchBucket`,
/// `NoSuchEntity`. One of Organizations needs a caller: of some organization, who may read it (the
/// management account and delegated administrators), or the management account.
/// Source: AWS Organizations API Reference: "This operation can be called only from the
/// organization's management account", and "... or by a member account that is a delegated
/// administrator".
enum class Needs : std::uint8_t {
  Nothing,
  Bucket,
  Role,
  Organization,
  OrganizationReader,
  OrganizationManager
};

/// One operation of a service: its row in `operations.inc` and a function.
struct Operation {
  Service service = Service::Unknown;
  std::string_view name;
  Access access = Access::Reads;
  Needs needs = Needs::Nothing;
  Reply (*run)(Exchange& exchange) = nullptr;
};

/// All operations, those of one service together.
std::span<const Operation> operations();

/// The operation of that name, or null.
const Operation* find_operation(Service service, std::string_view name);

// The functions, by service; each file of a service has those of its rows.
#define REMORA_WIRE_OPERATION(service, name, access, needs, function) \
  Reply function(Exchange& exchange);
#include "engine/wire/operations.inc"
#undef REMORA_WIRE_OPERATION

}  // namespace remora::wire
