#include "cli/serve/handler.h"

#include <exception>
#include <iostream>
#include <new>
#include <utility>

namespace remora::cli {

Served answer_whatever_happens(const Handler& handler, const wire::Request& request) {
  try {
    return handler(request);
  } catch (const std::bad_alloc&) {
    wire::Response failed;
    failed.status = 503;
    failed.body = "the memory does not suffice for this request\n";
    return {std::move(failed), {}};
  } catch (const std::exception& fault) {
    std::cerr << "remora serve: error: internal error, please report: " << fault.what() << "\n";
    wire::Response failed;
    failed.status = 500;
    failed.body = "remora serve failed at this request; its log says why\n";
    return {std::move(failed), {}};
  }
}

}  // namespace remora::cli
