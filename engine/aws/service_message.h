#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/origin.h"

namespace remora {

/// A row of a catalogue of texts that AWS answers.
struct ServiceMessage {
  std::string_view id;
  std::string_view service;
  std::string_view code;
  int http_status = 400;
  std::string_view text;  // with {holes}
  Origin origin = Origin::Assumed;
  std::string_view source;
};

using Hole = std::pair<std::string_view, std::string_view>;

/// The text with its holes filled in. A hole that is not given prints `null`, as AWS's own text
/// does for an absent prefix or key.
std::string fill_holes(std::string_view text, std::initializer_list<Hole> holes);

}  // namespace remora
