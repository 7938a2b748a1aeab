#pragma once

#include <optional>
#include <string>

#include "engine/json/writer.h"
#include "engine/wire/handle.h"

/// What the endpoint answers about itself, under `/_remora/`.
namespace remora::wire {

/// An answer of the endpoint's own: it is kept nowhere, and read as nothing but its type.
Response text_response(std::string body, std::string_view type, int status = 200);

/// The explanation of a delivery that was tried, in a format of `check`: html, json, markdown,
/// text. Empty for another format.
std::string explanation(const State& state, const DeliveryRecord& record, std::string_view format);

/// The member `deliveries`: those that are kept, the oldest first.
void write_deliveries(json::Writer& writer, const State& state, const Context& context);

/// Whether somebody has opened `/` in a browser, and no client of AWS asks.
bool is_of_browser(const Request& request);

/// What would mend a refused delivery, in a line; empty if nothing is known.
std::string fix_of(const State& state, const DeliveryRecord& record);

/// Answers a request for one of the endpoint's own paths, or of a browser for `/`; nothing for one
/// that is AWS's. `seed` is what `reset?seed=1` goes back to.
std::optional<Handled> handle_admin(State& state,
                                    const Request& request,
                                    const Context& context,
                                    const State& seed);

}  // namespace remora::wire
