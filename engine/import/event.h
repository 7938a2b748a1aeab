#pragma once

#include <string>
#include <vector>

#include "engine/delivery/service.h"
#include "engine/diagnose/diagnosis.h"
#include "engine/import/file.h"

namespace remora::imports {

/// One call that CloudTrail recorded.
struct Event {
  json::DocumentPtr document;  // that holds it: the file, or a text in it
  json::Value record;

  [[nodiscard]] std::string name() const { return member_text(record, "eventName"); }

  [[nodiscard]] std::string region() const { return member_text(record, "awsRegion"); }

  /// Who called: the caller's account, else the one whose trail has the event.
  [[nodiscard]] std::string account() const;

  /// The service whose call it is, where that concerns a delivery; else null.
  [[nodiscard]] const delivery::ServiceInfo* service() const;

  /// The code and the message that AWS answered with; empty if it accepted the call.
  [[nodiscard]] std::string error_code() const { return member_text(record, "errorCode"); }

  [[nodiscard]] std::string error_message() const { return member_text(record, "errorMessage"); }
};

/// The calls in a document that concern a delivery, in their order: of a single record, of
/// `Records`, of what `lookup-events` prints (each a text), of EventBridge's `detail`. What else
/// CloudTrail recorded is passed over. Source: AWS CloudTrail User Guide, "CloudTrail record
/// contents"; AWS CLI Command Reference, "lookup-events"; AWS Config Developer Guide, "Logging AWS
/// Config API Calls with AWS CloudTrail".
std::vector<Event> events_in(const json::DocumentPtr& document);

/// The error that an event records, as a text that `diagnose` reads: with its service, operation
/// and Region.
std::string error_text(const Event& event);

/// Puts into what an error message says what the event says besides: who called, and what of.
void complete(diagnose::Diagnosis& error, const Event& event);

}  // namespace remora::imports
