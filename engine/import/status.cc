#include "engine/import/status.h"

#include <algorithm>
#include <string>

#include "engine/base/ascii.h"
#include "engine/diagnose/later.h"
#include "engine/import/file.h"

namespace remora::imports {

using json::Value;

Part status_fields(const Value& status) {
  Part fields = Part::object(status.place());
  for (const char* stream :
       {"configHistoryDeliveryInfo", "configSnapshotDeliveryInfo", "configStreamDeliveryInfo"}) {
    const auto info = status.find(stream);
    const std::string last = info ? member_text(*info, "lastStatus") : std::string();
    // A stream that has not delivered anything yet says nothing.
    if (last.empty() || equal_ignoring_case(last, "NOT_APPLICABLE")) {
      continue;
    }
    for (const char* member : {"lastStatus", "lastErrorCode"}) {
      if (const auto value = info->find(member); value && value->is_string()) {
        fields.set(std::string(stream) + "." + member, Part::copy(*value));
      }
    }
  }
  for (const char* member : {"LatestDeliveryError",
                             "LatestDigestDeliveryError",
                             "LatestNotificationError",
                             "LatestCloudWatchLogsDeliveryError"}) {
    if (const auto value = status.find(member); value && value->is_string()) {
      fields.set(member, Part::copy(*value));
    }
  }
  // A trail that delivers without an error shows the time alone.
  if (has(status, "LatestDeliveryTime") && !has(status, "LatestDeliveryError")) {
    fields.set("LatestDeliveryError", Part::string("", status.find("LatestDeliveryTime")->place()));
  }
  return fields;
}

bool is_status(const Value& answer) {
  return has(answer, "DeliveryChannelsStatus") || has(answer, "IsLogging");
}

std::vector<diagnose::Diagnosis> status_errors(const Value& answer) {
  std::vector<diagnose::Diagnosis> errors;
  const auto add = [&](std::string_view service, const Value& status) {
    const std::string name = member_text(status, "name");
    for (const Part& field : status_fields(status).children) {
      const bool is_error = field.name.ends_with("Error") || field.name.ends_with("ErrorCode");
      const bool known = std::any_of(errors.begin(), errors.end(), [&](const auto& one) {
        return one.code == field.text && one.name.value.value_or("") == name;
      });
      if (is_error && !field.text.empty() && !known) {
        errors.push_back(diagnose::later_error(service, field.text, name));
      }
    }
  };
  if (const auto channels = answer.find("DeliveryChannelsStatus")) {
    for (const Value& channel : channels->elements()) {
      add("config", channel);
    }
  } else if (has(answer, "IsLogging")) {
    add("cloudtrail", answer);
  }
  return errors;
}

}  // namespace remora::imports
