#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/fixture/vector.h"
#include "engine/request/request.h"

/// Vectors (formats: "raw IAM requests with their policies") as text: how generated cases reach
/// the parser, and how they are printed.
namespace remora::property {

/// `policies` is the "policies" member as JSON text.
std::string vector_text(const std::string& policies,
                        const Request& request,
                        std::string_view id = "generated");

/// A JSON string with its quotes.
std::string json_string(std::string_view text);

/// Nothing if the text is no vector.
std::optional<fixture::Vector> read_vector_text(const std::string& text);

}  // namespace remora::property
