#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cli/serve/handler.h"

namespace remora::cli {

/// What the server lets a client ask for. Whatever one does, it costs one descriptor and this.
struct ServerLimits {
  std::size_t connections = 16384;  // no more than the descriptors allow
  std::uint32_t header = 32U * 1024U;
  std::uint64_t body = 8ULL * 1024U * 1024U;
  unsigned idle_seconds = 60;
  unsigned header_seconds = 10;
  unsigned body_seconds = 30;  // also for writing an answer
  unsigned farewell_seconds = 5;
};

/// HTTP/1.1 over one thread. Requests are handled one after the other, in the order in which they
/// have arrived as a whole.
class Server {
 public:
  explicit Server(Handler handler, ServerLimits limits = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  /// Listens at an address (`127.0.0.1`, `::1`); port 0: any that is free. What went wrong, in
  /// words; empty if nothing did.
  [[nodiscard]] std::string listen(const std::string& address, std::uint16_t port);

  /// `127.0.0.1:4566`, once it listens.
  [[nodiscard]] std::string authority() const;

  [[nodiscard]] bool is_loopback() const;

  /// Serves until SIGTERM or SIGINT; then accepts nobody any more and finishes what was begun.
  void run();

  /// The same as SIGTERM, from inside of the handler.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace remora::cli
