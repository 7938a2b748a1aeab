// The only file that includes Boost.Beast and Boost.Asio: they take long to compile.
#include "cli/serve/server.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "cli/serve/descriptors.h"

namespace remora::cli {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

struct Problem {
  unsigned status;
  std::string_view code;
  std::string_view message;
};

/// What a request that cannot be read is answered.
Problem problem_of(const Error& error) {
  if (error == http::error::header_limit) {
    return {431, "RequestHeaderSectionTooLarge", "the header is larger than remora serve takes"};
  }
  if (error == http::error::body_limit) {
    return {413, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size"};
  }
  return {400, "BadRequest", "this is no request of HTTP/1.1"};
}

}  // namespace

class Server::Impl {
 public:
  Impl(Handler handler, ServerLimits limits)
      : handler_(std::move(handler)), limits_(limits), acceptor_(io_), signals_(io_), pause_(io_) {
    constexpr std::size_t kOwnDescriptors = 32;
    const std::size_t descriptors = raise_descriptors();
    limits_.connections = std::min(
        limits_.connections,
        descriptors > 2 * kOwnDescriptors ? descriptors - kOwnDescriptors : kOwnDescriptors);
  }

  std::string listen(const std::string& address, std::uint16_t port);
  std::string authority() const;

  bool is_loopback() const {
    Error ignored;
    return acceptor_.local_endpoint(ignored).address().is_loopback();
  }

  void run();
  void stop();

 private:
  class Session;

  void accept();
  void leave(Session* session);

  Handler handler_;
  ServerLimits limits_;
  // In front of what sessions live in: the last of them leave when that ends.
  std::unordered_set<Session*> sessions_;
  bool stopping_ = false;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer pause_;
};

/// One connection. It is alive as long as it waits for something.
class Server::Impl::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Impl& server, tcp::socket socket) : server_(server), stream_(std::move(socket)) {
    server_.sessions_.insert(this);
  }

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  ~Session() { server_.leave(this); }

  void start() {
    Error ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
    wait();
  }

  /// Ends it where no request was begun.
  void stop() {
    if (idle_) {
      stream_.close();
    }
  }

 private:
  /// Waits for the first bytes of a request.
  void wait() {
    if (server_.stopping_) {
      return;
    }
    response_ = {};
    parser_.reset();
    if (buffer_.size() > 0) {
      read_header();
      return;
    }
    buffer_ = beast::flat_buffer(std::size_t{server_.limits_.header} * 2);
    idle_ = true;
    expire(server_.limits_.idle_seconds);
    // Idle connections hold no buffer: the header's first bytes come into a small one.
    stream_.async_read_some(
        asio::buffer(first_), [self = shared_from_this()](const Error& error, std::size_t size) {
          self->idle_ = false;
          if (!error) {
            self->buffer_.commit(asio::buffer_copy(self->buffer_.prepare(size),
                                                   asio::buffer(self->first_.data(), size)));
            self->read_header();
          }
        });
  }

  void expire(unsigned seconds) { stream_.expires_after(std::chrono::seconds(seconds)); }

  void read_header() {
    parser_.emplace();
    parser_->header_limit(server_.limits_.header);
    parser_->body_limit(server_.limits_.body);
    expire(server_.limits_.header_seconds);
    http::async_read_header(
        stream_, buffer_, *parser_, [self = shared_from_this()](const Error& error, std::size_t) {
          self->on_header(error);
        });
  }

  void on_header(const Error& error) {
    if (error) {
      refuse(error);
      return;
    }
    expire(server_.limits_.body_seconds);
    const auto expect = parser_->get().find(http::field::expect);
    if (expect == parser_->get().end() || !beast::iequals(expect->value(), "100-continue") ||
        parser_->is_done()) {
      read_body();
      return;
    }
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_,
                      asio::buffer(kContinue),
                      [self = shared_from_this()](const Error& failed, std::size_t) {
                        if (!failed) {
                          self->read_body();
                        }
                      });
  }

  void read_body() {
    http::async_read(
        stream_, buffer_, *parser_, [self = shared_from_this()](const Error& error, std::size_t) {
          if (error) {
            self->refuse(error);
          } else {
            self->answer();
          }
        });
  }

  void answer() {
    http::request<http::string_body> message = parser_->release();
    wire::Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) {
      request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    }
    request.body = std::move(message.body());
    Served served = answer_whatever_happens(server_.handler_, request);
    send(std::move(served.response),
         request.method == "HEAD",
         message.keep_alive() && !server_.stopping_,
         std::move(served.after));
  }

  void send(wire::Response answer, bool head, bool keep_alive, std::function<void()> after) {
    response_ = {};
    response_.version(11);
    response_.result(static_cast<unsigned>(answer.status));
    response_.set(http::field::server, "remora");
    for (const auto& [name, value] : answer.headers) {
      response_.insert(name, value);
    }
    response_.keep_alive(keep_alive);
    if (answer.status != 204 && answer.status != 304) {
      response_.content_length(answer.body.size());
    }
    if (!head) {
      response_.body() = std::move(answer.body);
    }
    expire(server_.limits_.body_seconds);
    http::async_write(stream_,
                      response_,
                      [self = shared_from_this(), keep_alive, then = std::move(after)](
                          const Error& error, std::size_t) {
                        if (!error && keep_alive) {
                          self->wait();
                        } else {
                          self->part();
                        }
                        if (then) {
                          then();
                        }
                      });
  }

  /// Says what was wrong with a request that could not be read, and ends the connection.
  void refuse(const Error& error) {
    if (error == http::error::end_of_stream || error == beast::error::timeout ||
        error.category() != http::make_error_code(http::error::bad_method).category()) {
      return;
    }
    const Problem problem = problem_of(error);
    wire::Response answer;
    answer.status = static_cast<int>(problem.status);
    answer.headers.emplace_back("Content-Type", "application/xml");
    answer.body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" +
                  std::string(problem.code) + "</Code><Message>" + std::string(problem.message) +
                  "</Message></Error>";
    send(std::move(answer), false, false, nullptr);
  }

  /// Closes so that the client can read the answer: what it still sends is taken for a second.
  void part() {
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    expire(1);
    drain(64);
  }

  void drain(unsigned more) {
    stream_.async_read_some(asio::buffer(first_),
                            [self = shared_from_this(), more](const Error& error, std::size_t) {
                              if (!error && more > 0) {
                                self->drain(more - 1);
                              }
                            });
  }

  Impl& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::array<char, 512> first_{};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  bool idle_ = false;
};

std::string Server::Impl::listen(const std::string& address, std::uint16_t port) {
  Error error;
  const asio::ip::address parsed =
      asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
  if (error) {
    return "\"" + address + "\" is no address, write one as in 127.0.0.1";
  }
  const tcp::endpoint endpoint(parsed, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) {
    acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    acceptor_.bind(endpoint, error);
  }
  if (!error) {
    acceptor_.listen(4096, error);
  }
  if (error == asio::error::address_in_use) {
    return "port " + std::to_string(port) + " is taken; --port 0 takes a free one";
  }
  return error ? "cannot listen at " + address + ": " + error.message() : std::string();
}

std::string Server::Impl::authority() const {
  Error ignored;
  const tcp::endpoint endpoint = acceptor_.local_endpoint(ignored);
  const std::string address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
         std::to_string(endpoint.port());
}

void Server::Impl::accept() {
  acceptor_.async_accept([this](const Error& error, tcp::socket socket) {
    if (stopping_ || error == asio::error::operation_aborted) {
      return;
    }
    if (error) {  // of descriptors or memory: those who are here may leave some
      pause_.expires_after(std::chrono::milliseconds(50));
      pause_.async_wait([this](const Error&) { accept(); });
      return;
    }
    if (sessions_.size() < limits_.connections) {
      std::make_shared<Session>(*this, std::move(socket))->start();
    }
    accept();
  });
}

void Server::Impl::leave(Session* session) {
  sessions_.erase(session);
  if (stopping_ && sessions_.empty()) {
    io_.stop();
  }
}

void Server::Impl::stop() {
  if (stopping_) {
    return;
  }
  stopping_ = true;
  Error ignored;
  acceptor_.close(ignored);
  if (sessions_.empty()) {
    io_.stop();
    return;
  }
  const std::vector<Session*> all(sessions_.begin(), sessions_.end());
  for (Session* const session : all) {
    session->stop();
  }
  pause_.expires_after(std::chrono::seconds(limits_.farewell_seconds));
  pause_.async_wait([this](const Error&) { io_.stop(); });
}

void Server::Impl::run() {
  std::signal(SIGPIPE, SIG_IGN);
  signals_.add(SIGTERM);
  signals_.add(SIGINT);
  signals_.async_wait([this](const Error& error, int) {
    if (!error) {
      stop();
    }
  });
  accept();
  io_.run();
}

Server::Server(Handler handler, ServerLimits limits)
    : impl_(std::make_unique<Impl>(std::move(handler), limits)) {}

Server::~Server() = default;

std::string Server::listen(const std::string& address, std::uint16_t port) {
  return impl_->listen(address, port);
}

std::string Server::authority() const {
  return impl_->authority();
}

bool Server::is_loopback() const {
  return impl_->is_loopback();
}

void Server::run() {
  impl_->run();
}

void Server::stop() {
  impl_->stop();
}

}  // namespace remora::cli
