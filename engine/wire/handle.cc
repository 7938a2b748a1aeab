#include "engine/wire/handle.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/json/read.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/organization.h"
#include "engine/wire/permission.h"
#include "engine/wire/xml.h"

namespace remora::wire {

namespace {

constexpr auto kOperations = std::to_array<Operation>({
#define REMORA_WIRE_OPERATION(service, name, access, needs, function) \
  {Service::service, #name, Access::access, Needs::needs, function},
#include "engine/wire/operations.inc"
#undef REMORA_WIRE_OPERATION
});

Caller caller_of(const State& state, const Scope& scope) {
  Caller caller;
  caller.region = looks_like_region(scope.region) ? scope.region : state.settings.region;
  caller.account = state.settings.account;
  const auto session = state.sessions.find(scope.access_key);
  if (session != state.sessions.end()) {
    caller.account = session->second.account;
    caller.arn = session->second.arn;
    return caller;
  }
  if (is_account_id(scope.access_key)) {
    caller.account = scope.access_key;
  }
  caller.unknown_key = scope.access_key.starts_with("AKIA") || scope.access_key.starts_with("ASIA");
  caller.arn = "arn:" + std::string(partition_of_region(caller.region)) +
               ":iam::" + caller.account + ":root";
  return caller;
}

bool has_mark_inside(const Parameters& parameters) {
  return std::any_of(parameters.all().begin(), parameters.all().end(), [](const auto& one) {
    return has_mark(one.first) || has_mark(one.second);
  });
}

/// The input of the JSON protocol; a fault if it is none.
std::optional<Fault> read_input(Exchange& exchange) {
  const std::string& body = exchange.request.body;
  Intake intake;
  intake.foreign = true;
  const auto read = json::read_value(body.empty() ? "{}" : std::string_view(body), intake);
  if (!read || !(*read)->root().is_object()) {
    return fault(Text::Serialization);
  }
  exchange.input = *read;
  return std::nullopt;
}

/// What an operation asks of and that is not there.
std::optional<Fault> lacking(const Exchange& exchange, Needs needs) {
  switch (needs) {
    case Needs::Bucket:
      if (exchange.state.world->bucket(exchange.routed.bucket) == nullptr) {
        return fault(Text::NoSuchBucket);
      }
      break;
    case Needs::Role:
      if (const std::string name = exchange.text_or("RoleName");
          exchange.state.world->role_of_session(exchange.caller.account, name) == nullptr) {
        return fault(Text::NoSuchRole, {{"role", name}});
      }
      break;
    case Needs::Nothing:
    case Needs::Organization:
    case Needs::OrganizationReader:
    case Needs::OrganizationManager:
      break;
  }
  return std::nullopt;
}

Reply run(Exchange& exchange, const Operation* operation) {
  const Routed& routed = exchange.routed;
  const Headers& headers = exchange.request.headers;
  const bool in_header = std::any_of(
      headers.begin(), headers.end(), [](const auto& header) { return has_mark(header.second); });
  if (in_header || has_mark(routed.bucket) || has_mark(routed.key) ||
      has_mark_inside(routed.query) || has_mark_inside(routed.form)) {
    return fault(Text::Mark);
  }
  if (operation == nullptr) {
    exchange.note = "not emulated";
    if (routed.service == Service::S3) {
      return fault(Text::NotImplemented);
    }
    if (routed.service == Service::Unknown) {
      return fault(Text::UnknownService,
                   {{"service", routed.foreign}, {"operation", routed.operation}});
    }
    const std::string* const version = routed.form.find("Version");
    return routed.protocol == Protocol::Query
               ? fault(Text::InvalidAction,
                       {{"operation", routed.operation},
                        {"version", version == nullptr ? std::string() : *version}})
               : fault(Text::UnknownOperation, {{"operation", routed.operation}});
  }
  if (routed.protocol == Protocol::Json) {
    if (auto wrong = read_input(exchange)) {
      return *std::move(wrong);
    }
  }
  if (auto missing = lacking(exchange, operation->needs)) {
    return *std::move(missing);
  }
  if (auto denied = unless_allowed(exchange, *operation)) {
    return *std::move(denied);
  }
  // Whether there is an organization is told to those who may ask.
  if (auto wrong = unless_caller(exchange, operation->needs)) {
    return *std::move(wrong);
  }
  return operation->run(exchange);
}

/// The number in front of an id of S3's requests: 16 capital digits.
std::string s3_id(std::string_view id) {
  std::string text;
  for (const char c : id) {
    if (c != '-' && text.size() < 16) {
      text += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return text;
}

std::string error_body(const Exchange& exchange, const Fault& fault) {
  const Routed& routed = exchange.routed;
  const std::string error = xml_element("Code", fault.code) + xml_element("Message", fault.message);
  switch (routed.protocol) {
    case Protocol::Json: {
      json::Writer writer(json::Writer::Style::Compact);
      return writer.begin_object()
          .member("__type", fault.code)
          .member("message", fault.message)
          .end_object()
          .take();
    }
    case Protocol::Query:
      return "<ErrorResponse xmlns=\"" + std::string(names_of(routed.service).xmlns) +
             "\"><Error><Type>" + (fault.status >= 500 ? "Receiver" : "Sender") + "</Type>" +
             error + "</Error>" + xml_element("RequestId", exchange.request_id) +
             "</ErrorResponse>";
    case Protocol::Ec2Query:
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>" + error +
             "</Error></Errors>" + xml_element("RequestID", exchange.request_id) + "</Response>";
    case Protocol::S3:
      break;
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>" + error +
         (routed.bucket.empty() ? std::string() : xml_element("BucketName", routed.bucket)) +
         xml_element("Resource",
                     "/" + routed.bucket + (routed.key.empty() ? "" : "/" + routed.key)) +
         xml_element("RequestId", s3_id(exchange.request_id)) + xml_element("HostId", "remora") +
         "</Error>";
}

Response respond(const Exchange& exchange, Reply reply, const Context& context) {
  Response response;
  response.status = reply.status;
  response.headers = std::move(reply.headers);
  const Protocol protocol = exchange.routed.protocol;
  std::string_view type = protocol == Protocol::Json    ? "application/x-amz-json-1.1"
                          : protocol == Protocol::Query ? "text/xml"
                                                        : "application/xml";
  if (protocol == Protocol::S3) {
    response.headers.emplace_back("x-amz-request-id", s3_id(exchange.request_id));
    response.headers.emplace_back("x-amz-id-2", "remora");
  } else {
    response.headers.emplace_back("x-amzn-RequestId", exchange.request_id);
  }
  if (reply.fault) {
    response.body = error_body(exchange, *reply.fault);
    if (protocol == Protocol::Json) {
      response.headers.emplace_back("x-amzn-ErrorType", reply.fault->code);
    }
  } else {
    response.body = std::move(reply.body);
    type = reply.content_type.empty() ? type : std::string_view(reply.content_type);
  }
  // An S3 answer without a body has no type; one of JSON always has.
  if (!response.body.empty() || protocol == Protocol::Json || !reply.content_type.empty()) {
    response.headers.emplace_back("Content-Type", type);
  }
  if (exchange.delivery) {
    response.headers.emplace_back(
        "x-remora-explanation",
        context.endpoint + "/_remora/deliveries/" + std::to_string(*exchange.delivery));
  }
  return response;
}

/// A client's text that goes into a header: on one line, whatever it holds, and no longer than
/// clients read.
bool is_header_text(std::string_view text) {
  constexpr std::size_t kLongest = 8192;
  return text.size() <= kLongest && std::all_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte >= 0x20 && byte != 0x7F;
         });
}

}  // namespace

std::span<const Operation> operations() {
  return kOperations;
}

const Operation* find_operation(Service service, std::string_view name) {
  const auto found =
      std::find_if(kOperations.begin(), kOperations.end(), [&](const Operation& one) {
        return one.service == service && one.name == name;
      });
  return found == kOperations.end() ? nullptr : &*found;
}

Handled handle(State& state, const Request& request, const Context& context) {
  const Routed routed = route(request);
  const std::uint64_t before = state.revision;
  const std::uint64_t made = state.made;
  Exchange exchange{state,
                    request,
                    routed,
                    caller_of(state, routed.scope),
                    context.now,
                    uuid(state.settings.seed, ++state.answered),
                    nullptr,
                    std::nullopt,
                    {}};
  Reply reply = run(exchange, find_operation(routed.service, routed.operation));
  if (state.settings.deliver && state.revision != before && exchange.delivery && !reply.fault) {
    deliver_all(state, context.now, exchange.request_id);
  }
  if (state.revision == before) {
    state.made = made;  // what changes nothing leaves no trace, in the ids that follow neither
  }
  Handled handled;
  LogEntry& log = handled.log;
  log.account = exchange.caller.account;
  log.service = routed.service == Service::Unknown ? routed.foreign
                                                   : std::string(names_of(routed.service).name);
  log.operation = routed.operation;
  log.status = reply.status;
  if (reply.fault) {
    log.code = reply.fault->code;
    log.message = reply.fault->message;
  }
  log.note = exchange.note;
  if (exchange.caller.unknown_key) {
    log.note += std::string(log.note.empty() ? "" : "; ") +
                "signed with a key of AWS's form: these may be real credentials";
  }
  log.delivery = exchange.delivery;
  handled.changed = state.revision != before;
  handled.response = respond(exchange, std::move(reply), context);
  std::erase_if(handled.response.headers,
                [](const auto& header) { return !is_header_text(header.second); });
  return handled;
}

}  // namespace remora::wire
