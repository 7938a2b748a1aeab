#include "engine/wire/admin.h"

#include <array>

#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/fixture/run.h"
#include "engine/report/check_text.h"
#include "engine/report/markup.h"
#include "engine/report/render.h"
#include "engine/wire/attempt.h"
#include "engine/wire/scenario_text.h"
#include "engine/wire/snapshot.h"

namespace remora::wire {

namespace {

fixture::ScenarioReport report_of(const State& state, const DeliveryRecord& record) {
  const auto scenario = std::make_shared<fixture::Scenario>();
  scenario->title = "delivery " + std::to_string(record.id);
  scenario->world = *record.world;
  scenario->assumptions = state.assumptions;
  fixture::ScenarioDelivery delivery;
  delivery.call = *record.call;
  scenario->deliveries.push_back(std::move(delivery));
  fixture::RunOptions options;
  return fixture::run("remora serve", scenario, state.assumptions, options);
}

Response json_response(json::Writer& writer, int status = 200) {
  return text_response(writer.take() + "\n", "application/json", status);
}

/// A page that runs nothing and loads nothing.
Response page_response(std::string body) {
  Response response = text_response(std::move(body), "text/html; charset=utf-8");
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; script-src "
                                "'unsafe-inline'; frame-ancestors 'none'");
  return response;
}

Response problem(int status, std::string_view message) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("error", message).end_object();
  return json_response(writer, status);
}

void write_record(json::Writer& writer, const DeliveryRecord& record, const Context& context) {
  const delivery::Call& call = *record.call;
  writer.begin_object()
      .member("id", json::as_number(record.id))
      .member("requestId", record.request_id)
      .member("time", iso_time(record.time, true))
      .member("service", delivery::service_of(call).name)
      .member("operation", delivery::operation_of(call).name)
      .member("accountId", call.account)
      .member("region", call.region)
      .member("outcome", to_string(record.outcome));
  if (!record.code.empty()) {
    writer.member("code", record.code);
  }
  if (!record.message.empty()) {
    writer.member("message", readable(record.message));
  }
  if (!record.cause.empty()) {
    writer.member("cause", readable(record.cause));
  }
  writer.member("soft", record.soft)
      .member("later", record.later)
      .member("explanation", context.endpoint + "/_remora/deliveries/" + std::to_string(record.id))
      .end_object();
}

std::string row_of(const DeliveryRecord& record) {
  const delivery::Call& call = *record.call;
  const std::string id = std::to_string(record.id);
  std::string why = record.message.empty() ? std::string() : record.message + " ";
  why += record.cause.empty() ? "" : "(" + record.cause + ")";
  return "<tr class=\"" + std::string(to_string(record.outcome)) +
         "\"><td><a href=\"/_remora/deliveries/" + id + "\">" + id + "</a></td><td>" +
         iso_time(record.time) + "</td><td>" +
         report::escape_markup(delivery::operation_of(call).name) + "</td><td>" +
         report::escape_markup(call.account) + " " + report::escape_markup(call.region) +
         "</td><td>" + std::string(to_string(record.outcome)) + (record.soft ? " (soft)" : "") +
         (record.later ? " (later)" : "") + "</td><td>" + report::escape_markup(why) +
         "</td></tr>\n";
}

/// The state of the endpoint as a page, which reads itself again.
std::string status_page(const State& state, const std::string& no_page) {
  std::string rows;
  for (auto record = state.deliveries.rbegin(); record != state.deliveries.rend(); ++record) {
    rows += row_of(*record);
  }
  const world::World& world = *state.world;
  return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>remora "
         "serve</title><meta http-equiv=\"refresh\" content=\"3\"><style>body{font:15px/1.5 "
         "system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em}table{border-collapse:"
         "collapse;width:100%}td,th{text-align:left;border-bottom:1px solid #ccc;padding:.3em "
         ".5em;vertical-align:top}.refused td:nth-child(5){color:#b00}.delivered "
         "td:nth-child(5){color:#070}</style></head><body><h1>remora serve</h1><p>" +
         std::to_string(world.buckets.size()) + " buckets, " + std::to_string(world.keys.size()) +
         " keys, " + std::to_string(world.topics.size()) + " topics, " +
         std::to_string(world.roles.size()) + " roles, " + std::to_string(world.channels.size()) +
         " delivery channels, " + std::to_string(world.trails.size()) +
         " trails. <a "
         "href=\"/_remora/state\">as a scenario</a>, <a "
         "href=\"/_remora/deliveries\">deliveries as JSON</a>.</p>" +
         (no_page.empty() ? "" : "<p>" + report::escape_markup(no_page) + "</p>") +
         "<h2>Deliveries</h2>" +
         (rows.empty() ? "<p>None was tried yet.</p>"
                       : "<table><tr><th>id</th><th>time</th><th>call</th><th>by</th>"
                         "<th>outcome</th><th>AWS's answer, and why</th></tr>" +
                             rows + "</table>") +
         "</body></html>\n";
}

Response health(bool localstack) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object();
  if (localstack) {
    writer.key("services").begin_object();
    for (const std::string_view name :
         {"cloudtrail", "config", "iam", "kms", "logs", "organizations", "s3", "sns", "sts"}) {
      writer.member(name, "running");
    }
    writer.end_object().member("edition", "remora");
  } else {
    writer.member("status", "ok");
  }
  writer.member("version", REMORA_VERSION).end_object();
  return json_response(writer);
}

Response init_stage() {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("completed").begin_object();
  writer.member("BOOT", true).member("START", true).member("READY", true);
  writer.member("SHUTDOWN", false).end_object();
  writer.key("scripts").begin_array().end_array().end_object();
  return json_response(writer);
}

Response list_deliveries(const State& state, const Context& context) {
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object();
  write_deliveries(writer, state, context);
  writer.end_object();
  return json_response(writer);
}

Response one_delivery(const State& state, std::string_view id, std::string_view format) {
  const DeliveryRecord* const record = state.delivery(id);
  if (record == nullptr) {
    return problem(404,
                   "no delivery of that id is kept (the last " + std::to_string(kDeliveriesKept) +
                       " are), see /_remora/deliveries");
  }
  if (format == "scenario") {
    return text_response(scenario_of(state, *record), "application/json");
  }
  std::string text = explanation(state, *record, format);
  if (text.empty()) {
    return problem(400, "the formats are html, json, markdown, text and scenario");
  }
  return format == "html"   ? page_response(std::move(text))
         : format == "json" ? text_response(std::move(text), "application/json")
                            : text_response(std::move(text), "text/plain; charset=utf-8");
}

/// Takes a scenario for the world, in the place of what is there.
Response take_world(State& state, const std::string& text, const Context& context) {
  const auto scenario = read_world(text);
  if (!scenario) {
    return problem(400, readable(to_string(scenario.error().diagnostics.front())));
  }
  State taken = seeded(**scenario, state.settings, context.now);
  taken.settings.seed = state.settings.seed;
  taken.answered = state.answered;  // so that no id of a request comes again
  taken.revision = state.revision + 1;
  state = std::move(taken);
  return text_response("{\"status\":\"taken\"}\n", "application/json");
}

/// A path that only reads, or nothing.
std::optional<Response> read_path(const State& state,
                                  std::string_view path,
                                  const Parameters& query,
                                  const Context& context) {
  constexpr std::string_view kDelivery = "/_remora/deliveries/";
  if (path == "/_remora/health" || path == "/_localstack/health") {
    return health(path == "/_localstack/health");
  }
  if (path == "/_localstack/init") {
    return init_stage();
  }
  if (path == "/_remora/deliveries") {
    return list_deliveries(state, context);
  }
  if (path == "/_remora/state") {
    return text_response(scenario_of(state), "application/json");
  }
  if (path.starts_with(kDelivery)) {
    const std::string* const format = query.find("format");
    return one_delivery(state, path.substr(kDelivery.size()), format == nullptr ? "html" : *format);
  }
  return std::nullopt;
}

}  // namespace

Response text_response(std::string body, std::string_view type, int status) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", type);
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.body = std::move(body);
  return response;
}

void write_deliveries(json::Writer& writer, const State& state, const Context& context) {
  writer.key("deliveries").begin_array();
  for (const DeliveryRecord& record : state.deliveries) {
    write_record(writer, record, context);
  }
  writer.end_array();
}

bool is_of_browser(const Request& request) {
  return request.target == "/" && request.method == "GET" && !request.has_header("authorization") &&
         request.header("accept").find("text/html") != std::string_view::npos;
}

std::string explanation(const State& state, const DeliveryRecord& record, std::string_view format) {
  const bool text = format == "text";
  if (!text && format != "html" && format != "json" && format != "markdown") {
    return {};
  }
  const fixture::ScenarioReport report = report_of(state, record);
  return text ? report::check_text(report, {}) : report::render({&report, 1}, format);
}

std::string fix_of(const State& state, const DeliveryRecord& record) {
  const fixture::ScenarioReport report = report_of(state, record);
  const fixture::DeliveryReport& delivery = report.deliveries.front();
  for (const remedy::Remedy& remedy : delivery.remedies) {
    return remedy.summary;
  }
  return delivery.advice ? delivery.advice->what : std::string();
}

std::optional<Handled> handle_admin(State& state,
                                    const Request& request,
                                    const Context& context,
                                    const State& seed) {
  const std::string_view target(request.target);
  const std::string_view path = target.substr(0, target.find('?'));
  const Parameters query = Parameters::parse(
      path.size() == target.size() ? std::string_view() : target.substr(path.size() + 1));
  Handled handled;
  handled.log.service = "remora";
  handled.log.operation = path;
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (is_of_browser(request)) {
    handled.response = page_response(status_page(state, context.no_page));
  } else if (!path.starts_with("/_remora/") && !path.starts_with("/_localstack/")) {
    return std::nullopt;
  } else if (auto found = reads ? read_path(state, path, query, context) : std::nullopt) {
    handled.response = *std::move(found);
  } else if (request.method == "POST" && path == "/_remora/reset") {
    const std::string* const again = query.find("seed");
    State fresh;
    fresh.settings = seed.settings;
    apply_assumptions(fresh);
    const std::uint64_t revision = state.revision;
    const std::uint64_t answered = state.answered;
    state = again != nullptr && *again != "0" ? seed : std::move(fresh);
    state.revision = revision + 1;
    state.answered = answered;
    handled.changed = true;
    handled.response = problem(200, "");
    handled.response.body = "{\"status\":\"reset\"}\n";
  } else if ((request.method == "PUT" || request.method == "POST") && path == "/_remora/state") {
    handled.response = take_world(state, request.body, context);
    handled.changed = handled.response.status == 200;
  } else if (request.method == "POST" && path == "/_remora/deliver") {
    const std::uint64_t before = state.revision;
    const Delivered delivered =
        deliver_all(state, context.now, uuid(state.settings.seed, ++state.answered));
    handled.changed = state.revision != before;
    json::Writer writer(json::Writer::Style::Compact);
    writer.begin_object()
        .member("arrived", json::as_number(delivered.arrived))
        .member("failed", json::as_number(delivered.failed))
        .end_object();
    handled.response = json_response(writer);
  } else {
    handled.response = problem(404,
                               "there is no " + request.method +
                                   " of that path; there are GET health, deliveries, "
                                   "deliveries/ID, live, page and state, POST reset and deliver, "
                                   "PUT state, under /_remora/");
  }
  handled.log.status = handled.response.status;
  return handled;
}

}  // namespace remora::wire
