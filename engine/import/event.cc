#include "engine/import/event.h"

#include <algorithm>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/delivery/call.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::imports {

namespace {

using json::Value;

class EventFinder {
 public:
  std::vector<Event> run(const json::DocumentPtr& document) {
    find(document, document->root());
    return std::move(found_);
  }

 private:
  // An event holds others only as a list, a detail or a text: four levels at most.
  void find(const json::DocumentPtr& document, const Value& value, int depth = 0) {  // NOLINT
    constexpr int kDeepest = 4;
    if (depth > kDeepest) {
      return;
    }
    for (const Value& element : value.elements()) {
      find(document, element, depth + 1);
    }
    if (has(value, "eventName") && has(value, "eventSource")) {
      if (const Event event{document, value}; event.service() != nullptr) {
        found_.push_back(event);
      }
      return;
    }
    for (const char* list : {"Records", "Events", "detail"}) {
      if (const auto inner = value.find(list)) {
        find(document, *inner, depth + 1);
      }
    }
    if (const auto text = value.find("CloudTrailEvent"); text && text->is_string()) {
      const SourcePtr source = json::embedded_document(*text);
      const auto read = source ? json::read(source) : Result<json::DocumentPtr>(nullptr);
      if (read && *read != nullptr) {
        find(*read, (*read)->root(), depth + 1);
      }
    }
  }

  std::vector<Event> found_;
};

}  // namespace

std::string Event::account() const {
  const auto identity = record.find("userIdentity");
  std::string account = identity ? member_text(*identity, "accountId") : std::string();
  return is_account_id(account) ? account : member_text(record, "recipientAccountId");
}

const delivery::ServiceInfo* Event::service() const {
  const std::string source = member_text(record, "eventSource");
  const std::string called = name();
  for (const delivery::ServiceInfo* info : delivery::services()) {
    const auto& operations = info->operations;
    if (info->principal == source && called != "Deliver" &&
        std::any_of(operations.begin(), operations.end(), [&](const auto& one) {
          return one.name == called;
        })) {
      return info;
    }
  }
  return nullptr;
}

std::vector<Event> events_in(const json::DocumentPtr& document) {
  return EventFinder().run(document);
}

std::string error_text(const Event& event) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object();
  for (const char* member :
       {"eventSource", "eventName", "awsRegion", "errorCode", "errorMessage"}) {
    writer.member(member, member_text(event.record, member));
  }
  return writer.end_object().take();
}

void complete(diagnose::Diagnosis& error, const Event& event) {
  const std::string account = event.account();
  if (is_account_id(account) &&
      std::find(error.accounts.begin(), error.accounts.end(), account) == error.accounts.end()) {
    error.accounts.insert(std::lower_bound(error.accounts.begin(), error.accounts.end(), account),
                          account);
  }
  if (!event.region().empty()) {
    error.region = event.region();
  }
  auto request = event.record.find("requestParameters");
  if (const auto channel = request ? request->find("deliveryChannel") : std::nullopt) {
    request = channel;
  }
  if (!request) {
    return;
  }
  const auto fill = [&](diagnose::Said& said, std::initializer_list<const char*> members) {
    for (const char* member : members) {
      if (const auto value = given(*request, member); value && !said.value) {
        said = {true, *value};
      }
    }
  };
  fill(error.bucket, {"s3BucketName"});
  fill(error.prefix, {"s3KeyPrefix"});
  fill(error.key, {"s3KmsKeyArn", "kmsKeyId"});
  fill(error.topic, {"snsTopicARN", "snsTopicName"});
  fill(error.name, {"name"});
}

}  // namespace remora::imports
