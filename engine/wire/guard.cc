#include "engine/wire/guard.h"

#include <algorithm>

namespace remora::wire {

namespace {

/// The name in a host and port: `localhost:4566`, `[::1]:4566`.
std::string name_of_host(std::string_view host) {
  if (host.starts_with('[')) {
    return to_ascii_lower(host.substr(0, host.find(']') + 1));
  }
  return to_ascii_lower(host.substr(0, host.find(':')));
}

bool is_local(std::string_view name) {
  return name == "localhost" || name.ends_with(".localhost") || name == "[::1]" ||
         (name.starts_with("127.") && is_dotted_quad(name));
}

/// Whether a name cannot be a stranger's: an address, one of localhost, one of AWS's that was made
/// to lead here, or inside of a network of containers one without dots.
bool is_own_host(std::string_view name, const GuardOptions& options) {
  const bool address = is_dotted_quad(name) || name.starts_with('[');
  const bool aws = name.ends_with(".amazonaws.com") || name.ends_with(".amazonaws.com.cn");
  const bool container = options.any_name && name.find('.') == std::string_view::npos;
  return name.empty() || address || aws || container || is_local(name) ||
         name.ends_with(".localhost.localstack.cloud") || name == "host.docker.internal";
}

bool is_allowed_origin(std::string_view origin, const GuardOptions& options) {
  if (std::find(options.origins.begin(), options.origins.end(), origin) != options.origins.end()) {
    return true;
  }
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.starts_with(scheme)) {
      return is_local(name_of_host(origin.substr(scheme.size())));
    }
  }
  return false;
}

Response forbidden(std::string message) {
  Response response;
  response.status = 403;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(message) + "\n";
  return response;
}

}  // namespace

std::optional<Response> refuse(const Request& request, const GuardOptions& options) {
  if (!is_own_host(name_of_host(request.header("host")), options)) {
    return forbidden("remora serve answers for localhost and addresses, not for this host");
  }
  const std::string_view origin = request.header("origin");
  // A page that was given out by this host: a stranger's name has been refused.
  const bool own = origin == "http://" + std::string(request.header("host"));
  if (!origin.empty() && !own && !is_allowed_origin(origin, options)) {
    return forbidden("remora serve answers no page of this origin; --cors-origin allows it");
  }
  // An image or a form of another page sends no origin, and `GET /?Action=CreateTopic` is a call.
  // What only shows something can be linked to.
  const bool shows = (request.method == "GET" || request.method == "HEAD") &&
                     (request.target == "/" || request.target.starts_with("/_remora/"));
  if (origin.empty() && request.header("sec-fetch-site") == "cross-site" && !shows) {
    return forbidden("remora serve answers no page of another site");
  }
  return std::nullopt;
}

std::optional<Response> preflight(const Request& request) {
  if (request.method != "OPTIONS" || !request.has_header("access-control-request-method")) {
    return std::nullopt;
  }
  Response response;
  response.status = 204;
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE");
  const std::string_view asked = request.header("access-control-request-headers");
  const bool good = std::all_of(asked.begin(), asked.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == ',' || c == ' ' || c == '_';
  });
  if (good && !asked.empty()) {
    response.headers.emplace_back("Access-Control-Allow-Headers", asked);
  }
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  return response;
}

void allow_origin(const Request& request, Response& response) {
  const std::string_view origin = request.header("origin");
  if (!origin.empty()) {
    response.headers.emplace_back("Access-Control-Allow-Origin", origin);
    response.headers.emplace_back("Access-Control-Expose-Headers",
                                  "ETag, x-amzn-RequestId, x-amz-request-id, x-remora-explanation");
    response.headers.emplace_back("Vary", "Origin");
  }
}

}  // namespace remora::wire
